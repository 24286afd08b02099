//! A file of configuration.

use std::fmt::Write;

use hcl_edit::Decorate;
use hcl_edit::structure::{Block, Body, Structure};

use crate::plain_text::{is_plain, one_line};

/// Blocks and comments, one below the other.
///
/// A block is written as it is added: its tree takes many times the memory of its text.
#[derive(Debug, Default)]
pub(in crate::export) struct Document {
    text: String,
    comments: Vec<String>,
}

impl Document {
    /// Adds lines of comment, a paragraph of its own.
    pub(in crate::export) fn remark(&mut self, lines: &[String]) {
        self.comments.push(comment(lines));
    }

    /// Adds a block, with a comment right above it.
    pub(in crate::export) fn block(&mut self, above: &[String], mut block: Block) {
        let mut prefix = if self.text.is_empty() { String::new() } else { "\n".to_owned() };
        for remark in self.comments.drain(..) {
            prefix.push_str(&remark);
            prefix.push('\n');
        }
        prefix.push_str(&comment(above));
        block.decor_mut().set_prefix(prefix);
        self.text.push_str(&escaped(&Body::from(vec![Structure::Block(block)]).to_string()));
    }

    /// Gives the text.
    pub(in crate::export) fn finish(self) -> String {
        let gap = if self.text.is_empty() || self.comments.is_empty() { "" } else { "\n" };
        format!("{}{gap}{}", self.text, self.comments.join("\n"))
    }
}

/// Writes lines of comment; none of them can end the comment.
fn comment(lines: &[String]) -> String {
    lines.iter().map(|line| format!("# {}\n", one_line(line))).collect()
}

/// Writes what can't be shown as it is as HCL's escapes, which Terraform reads as the characters themselves.
///
/// Such characters are in quoted texts alone: comments are written without them, and names are made of ASCII.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match u32::from(char) {
            _ if is_plain(char) || char == '\n' => escaped.push(char),
            // Writing into a text can't fail.
            code @ ..=0xffff => drop(write!(escaped, "\\u{code:04x}")),
            code => drop(write!(escaped, "\\U{code:08x}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::expression::list;
    use super::super::{block, line, lines, nested, reference, text};
    use super::Document;

    #[test]
    fn lines_are_aligned_as_terraform_does() {
        let mut document = Document::default();
        document.remark(&["The menu".into()]);
        let options =
            lines("options", vec![line("tags", list([text("a"), text("b")])), line("x", text("y"))]);
        let entries = vec![line("menu_id", reference(&["local", "ids", "a"])), line("k", text("1")), options];
        document.block(&["Key 1".into()], block("resource", &["zendesk_ivr_route", "a"], entries));
        document.block(&[], block("import", &[], vec![line("id", text("1/2/3"))]));
        document.remark(&["The end".into(), "of it".into()]);
        let expected = r#"# The menu

# Key 1
resource "zendesk_ivr_route" "a" {
  menu_id = local.ids.a
  k       = "1"
  options = {
    tags = ["a", "b"]
    x    = "y"
  }
}

import {
  id = "1/2/3"
}

# The end
# of it
"#;
        assert_eq!(document.finish(), expected);
    }

    #[test]
    fn what_can_not_be_shown_is_escaped_in_texts_and_ends_no_comment() {
        let mut document = Document::default();
        let nasty = "\u{1b}[2J\u{9b}\u{7f}\u{202e}\u{e0041}\u{2028}\0\r\n\"${x}\\";
        document.block(&[format!("Key 1: {nasty}")], block("resource", &[], vec![line("k", text(nasty))]));
        let expected = r#"# Key 1: \u{1b}[2J\u{9b}\u{7f}\u{202e}\u{e0041} \u{0} "${x}\
resource {
  k = "\u001b[2J\u009b\u007f\u202e\U000e0041\u2028\u0000\r\n\"$${x}\\"
}
"#;
        assert_eq!(document.finish(), expected);
    }

    #[test]
    fn blocks_nest() {
        let providers = nested("required_providers", vec![lines("zendesk", vec![line("source", text("z"))])]);
        let mut document = Document::default();
        document
            .block(&[], block("terraform", &[], vec![line("required_version", text(">= 1.6")), providers]));
        let expected = r#"terraform {
  required_version = ">= 1.6"

  required_providers {
    zendesk = {
      source = "z"
    }
  }
}
"#;
        assert_eq!(document.finish(), expected);
    }
}
