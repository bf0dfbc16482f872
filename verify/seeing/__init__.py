"""What operators and their monitoring see: readiness, and figures about the installation, never about anybody."""
