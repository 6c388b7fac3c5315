"""How is a picture or a page put on paper, without a browser?"""
