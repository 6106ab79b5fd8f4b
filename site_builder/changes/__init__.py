"""What is different between two versions: values first, words later."""
