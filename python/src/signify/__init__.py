"""signify"""
