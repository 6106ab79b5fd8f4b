"""What is known of a language: where its sentences end, how many syllables a word has, which words are hard.

The data of a language stand in the module that is named for it; a language without one is read by general rules.
"""
