"""The parts pages are made of; a component returns a picture or draws one, never both."""
