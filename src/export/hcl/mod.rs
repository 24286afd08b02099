//! HCL as `terraform fmt` writes it.
//!
//! # Layout
//!
//! - `expression` writes values, `layout` lines and blocks, `document` blocks and comments one below the other.

mod document;
mod expression;
mod layout;

pub(super) use document::Document;
pub(super) use expression::{json, json_text, list, reference, text};
pub(super) use layout::{Entry, block, line, lines, nested};
