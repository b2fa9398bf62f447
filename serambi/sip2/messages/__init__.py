"""One file for each pair of messages: `answer(talk, message) -> bytes`. `HANDLERS` of `registry` lists them."""
