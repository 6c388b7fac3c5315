"""What can be typed after `python -m data_pipeline`? One module per command, loaded when it is."""
