"""The one name that the loopback worker knows, apart from it because that module is a program."""

NAME = "pictures.example.net"
