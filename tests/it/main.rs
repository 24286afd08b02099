//! Tests of the whole: one binary.

// The plugin protocol, over the real socket
#[cfg(test)]
mod protocol;
