"""The pages of the documentation that are made from the product itself, one module a page."""
