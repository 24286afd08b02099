//! Lines and blocks: indented, the equals signs of neighbouring lines below each other.

use hcl_edit::expr::{Expression, Object, ObjectKey, ObjectValue, ObjectValueTerminator};
use hcl_edit::structure::{Attribute, Block};
use hcl_edit::{Decorate, Decorated, Ident};

/// A name and its value, on one line or on several.
#[derive(Clone, Debug)]
pub(in crate::export) struct Entry {
    name: String,
    value: Value,
}

#[derive(Clone, Debug)]
enum Value {
    Line(Expression),
    Lines(Vec<Entry>),
    Block(Vec<Entry>),
}

/// Makes an entry on one line.
pub(in crate::export) fn line(name: &str, value: Expression) -> Entry {
    Entry { name: name.to_owned(), value: Value::Line(value) }
}

/// Makes an entry whose value is an object with an entry on each line.
pub(in crate::export) fn lines(name: &str, entries: Vec<Entry>) -> Entry {
    Entry { name: name.to_owned(), value: Value::Lines(entries) }
}

/// Makes an entry that is a block, below an empty line.
pub(in crate::export) fn nested(name: &str, entries: Vec<Entry>) -> Entry {
    Entry { name: name.to_owned(), value: Value::Block(entries) }
}

/// Makes a block with an entry on each line.
pub(in crate::export) fn block(ident: &str, labels: &[&str], entries: Vec<Entry>) -> Block {
    let mut block = Block::builder(Ident::new_sanitized(ident)).labels(labels.iter().copied()).build();
    fill(&mut block, entries, 1);
    block
}

fn fill(block: &mut Block, entries: Vec<Entry>, depth: usize) {
    let indent = "  ".repeat(depth);
    let paddings = paddings(&entries);
    for (entry, padding) in entries.into_iter().zip(paddings) {
        let Entry { name, value } = entry;
        let expression = match value {
            Value::Line(expression) => expression,
            Value::Lines(entries) => object(entries, depth),
            Value::Block(entries) => {
                let mut inner = self::block(&name, &[], Vec::new());
                fill(&mut inner, entries, depth + 1);
                inner.decor_mut().set_prefix(format!("\n{indent}"));
                inner.body.decor_mut().set_suffix(indent.clone());
                block.body.push(inner);
                continue;
            }
        };
        let mut attribute = Attribute::new(padded(&name, padding), expression);
        attribute.decor_mut().set_prefix(indent.clone());
        block.body.push(attribute);
    }
}

fn object(entries: Vec<Entry>, depth: usize) -> Expression {
    let indent = "  ".repeat(depth + 1);
    let paddings = paddings(&entries);
    let mut object = Object::new();
    for (index, (entry, padding)) in entries.into_iter().zip(paddings).enumerate() {
        let Entry { name, value } = entry;
        let expression = match value {
            Value::Line(expression) => expression,
            Value::Lines(entries) | Value::Block(entries) => self::object(entries, depth + 1),
        };
        let mut key = padded(&name, padding);
        key.decor_mut().set_prefix(if index == 0 { format!("\n{indent}") } else { indent.clone() });
        let mut value = ObjectValue::new(expression);
        value.set_terminator(ObjectValueTerminator::Newline);
        object.insert(ObjectKey::Ident(key), value);
    }
    object.set_trailing("  ".repeat(depth));
    Expression::from(object)
}

fn padded(name: &str, padding: usize) -> Decorated<Ident> {
    Decorated::new(Ident::new_sanitized(name)).decorated(("", " ".repeat(padding)))
}

/// Counts the spaces behind each name. Lines that open an object end a run of lines, and have one space.
fn paddings(entries: &[Entry]) -> Vec<usize> {
    let runs = entries.chunk_by(|one, other| one.is_line() && other.is_line());
    runs.flat_map(|run| {
        let longest = run.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
        run.iter().map(move |entry| longest - entry.name.len() + 1)
    })
    .collect()
}

impl Entry {
    fn is_line(&self) -> bool {
        matches!(self.value, Value::Line(_))
    }
}
