//! The picture of one IVR.

use std::collections::HashMap;

use super::arrow::Arrow;
use super::numbers::Numbers;
use super::style::look;
use super::table::{BOLD, LINE, TITLE, Table, marked, problem};
use super::text::{Font, escaped};
use crate::call_flow::flow::IvrFlow;
use crate::call_flow::layout::{Drawing, Edge, Graph, Node, Point, layout};
use crate::call_flow::mark::Mark;
use crate::call_flow::problem::{self, Finding};
use crate::call_flow::way::Way;

/// The space inside the frame.
const SPACE: i32 = 24;

/// The width of a line above the picture at most, and how many lines a title may have.
const MOST: (i32, usize) = (600, 2);

/// A picture, or a part of one.
#[derive(Debug, Default)]
pub(in crate::call_flow) struct Picture {
    /// The width.
    pub(super) width: i32,
    /// The height.
    pub(super) height: i32,
    /// What it shows, in a few words.
    pub(super) label: String,
    /// The elements.
    pub(super) content: String,
}

impl Picture {
    /// Returns its elements, moved.
    pub(super) fn at(&self, x: i32, y: i32) -> String {
        format!("<g transform=\"translate({x} {y})\">\n{}</g>\n", self.content)
    }
}

/// Draws one IVR.
pub(in crate::call_flow) fn picture(ivr: &IvrFlow) -> Picture {
    let (head, menus) = (head(ivr), menus(ivr));
    let (width, height) = (head.width.max(menus.width) + 2 * SPACE, head.height + menus.height + 2 * SPACE);
    let frame = look(ivr.mark);
    let content = format!(
        "<rect class=\"frame{}\" width=\"{width}\" height=\"{height}\" rx=\"12\" fill=\"none\" stroke=\"{}\" {}/>\n{}{}",
        frame.class,
        if ivr.mark == Mark::Unchanged { "#9aa7b4" } else { frame.colour },
        frame.border,
        head.at(SPACE, SPACE),
        menus.at(SPACE, SPACE + head.height)
    );
    Picture { width, height, label: head.label, content }
}

/// Draws what stands above the menus: the title, and how many problems there are.
fn head(ivr: &IvrFlow) -> Picture {
    let found = problem::of_ivr(ivr);
    let title = format!("IVR {}", ivr.title);
    let mut head = Picture { label: label(ivr, &found), ..Picture::default() };
    let mut add = |text: &str, font: Font, attributes: &str| {
        let lines = font.lines(text, MOST.0, MOST.1).lines;
        for line in &lines {
            head.width = head.width.max(font.width(line));
            let y = head.height + font.size;
            head.content.push_str(
                &[&*format!("<text y=\"{y}\" {attributes}>"), &escaped(line), "</text>\n"].concat(),
            );
            head.height += LINE + 2;
        }
    };
    add(&title, TITLE, r#"font-size="15" font-weight="bold""#);
    if let Some(label) = ivr.mark.label() {
        add(label, BOLD, &marked(ivr.mark));
    }
    for finding in found.iter().filter(|finding| finding.menu.is_none()) {
        add(&format!("! {}", finding.text()), BOLD, &problem());
    }
    head.height += LINE / 2;
    head
}

fn label(ivr: &IvrFlow, found: &[Finding]) -> String {
    let count =
        |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    format!("IVR {}: {}, {}", ivr.title, count(ivr.menus.len(), "menu"), count(found.len(), "problem"))
}

/// Draws the numbers, the menus, and the arrows below them.
fn menus(ivr: &IvrFlow) -> Picture {
    let numbers = Numbers::new(ivr);
    let tables: Vec<Table<'_>> = ivr.menus.iter().map(|menu| Table::new(ivr, menu)).collect();
    let width = tables.iter().map(|table| table.width).max().unwrap_or_default();
    let arrows = arrows(ivr, &numbers, &tables);
    let node = |table: &Table<'_>| Node { width, height: table.height, head: table.head };
    let nodes = [numbers.node].into_iter().chain(tables.iter().map(node)).collect();
    let edges = arrows.iter().map(|arrow| arrow.edge).collect();
    let Drawing { width: whole, height, nodes, edges } = layout(&Graph { nodes, edges, starts: vec![0] });
    let at = |point: &Point, node: &str| {
        format!("<g transform=\"translate({} {})\">{node}</g>\n", point.x, point.y)
    };
    let arrows: String = arrows.iter().zip(&edges).map(|(arrow, route)| arrow.draw(route)).collect();
    let drawn = [numbers.draw()].into_iter().chain(tables.iter().map(|table| table.draw(width)));
    let drawn: String = nodes.iter().zip(drawn).map(|(point, node)| at(point, &node)).collect();
    Picture { width: whole, height, label: String::new(), content: format!("{arrows}{drawn}") }
}

/// Lists the arrows; node 0 are the numbers, the menus follow.
fn arrows(ivr: &IvrFlow, numbers: &Numbers, tables: &[Table<'_>]) -> Vec<Arrow> {
    let nodes: HashMap<i64, usize> = ivr.menus.iter().zip(1..).map(|(menu, node)| (menu.id, node)).collect();
    let first = ivr.menus.iter().zip(1..).filter(|(menu, _)| menu.is_first).map(|(menu, to)| Arrow {
        edge: Edge { from: 0, port: numbers.node.height / 2, to },
        title: format!("Callers reach {} first", menu.title),
        mark: ivr.mark,
    });
    let mut arrows: Vec<Arrow> = first.collect();
    for ((menu, table), from) in ivr.menus.iter().zip(tables).zip(1..) {
        for (index, key) in menu.keys.iter().enumerate() {
            if let Way::On(to) = key.way
                && let Some(to) = nodes.get(&to)
            {
                let edge = Edge { from, port: table.port(index), to: *to };
                let title = format!("{}, key {}: {}", menu.title, key.key, key.leads_to);
                arrows.push(Arrow { edge, title, mark: key.mark });
            }
        }
    }
    arrows
}
