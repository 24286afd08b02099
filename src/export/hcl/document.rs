//! A file of configuration.

use hcl_edit::Decorate;
use hcl_edit::structure::{Block, Body};

/// Blocks and comments, one below the other.
#[derive(Debug, Default)]
pub(in crate::export) struct Document {
    body: Body,
    comments: Vec<String>,
}

impl Document {
    /// Adds lines of comment, a paragraph of its own.
    pub(in crate::export) fn remark(&mut self, lines: &[String]) {
        self.comments.push(comment(lines));
    }

    /// Adds a block, with a comment right above it.
    pub(in crate::export) fn block(&mut self, above: &[String], mut block: Block) {
        let mut prefix = if self.body.is_empty() { String::new() } else { "\n".to_owned() };
        for remark in self.comments.drain(..) {
            prefix.push_str(&remark);
            prefix.push('\n');
        }
        prefix.push_str(&comment(above));
        block.decor_mut().set_prefix(prefix);
        self.body.push(block);
    }

    /// Gives the text.
    pub(in crate::export) fn finish(self) -> String {
        let text = self.body.to_string();
        let gap = if text.is_empty() || self.comments.is_empty() { "" } else { "\n" };
        format!("{text}{gap}{}", self.comments.join("\n"))
    }
}

fn comment(lines: &[String]) -> String {
    lines.iter().map(|line| format!("# {line}\n")).collect()
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
