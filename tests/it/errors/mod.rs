//! What the operator reads when Zendesk refuses or isn't there, and that the state survives it.

mod bodies;
mod connection;
mod elsewhere;
