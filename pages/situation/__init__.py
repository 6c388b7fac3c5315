"""Where do we stand? The pages that need no filter."""
