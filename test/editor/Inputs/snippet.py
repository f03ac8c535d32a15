"""The settings of an editor, as a page has them: the first block of code behind these words. usage: snippet.py PAGE WORDS"""
import sys

page, words = sys.argv[1:]
text = open(page, encoding="utf-8").read()
print(text[text.index(words):].split("```")[1].split("\n", 1)[1], end="")
