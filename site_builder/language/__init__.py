"""What is known of a language: where its sentences end, how many syllables a word has, which words are hard.

The data of a language stand in `<language>.toml`; a language without such a file is read by general rules.
"""
