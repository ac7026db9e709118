"""What a text means, as a vector: the tokeniser and the network, in numpy. Nothing here reads a file."""
