"""How does an answer leave the dashboard? A document from data, written as slides, PDF, sheets …"""
