"""JSON Schema of the files that wardeval reads, made from the records that read them."""
