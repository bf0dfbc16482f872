"""What makes the generated OpenAPI document complete: examples, headers, links, problems."""
