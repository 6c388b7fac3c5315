"""The same page as a competent user would write it with what he would pick instead of Tepat."""
