"""Why is it so? The pages of an analyst."""
