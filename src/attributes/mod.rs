//! What attributes of every noun have in common.

pub mod conversion;
pub mod ids;
