//! The program `remit`.

fn main() {}
