//! A menu as a table: its title, what callers hear, and a row for each key.

use super::sign::{HANG_UP, sign};
use super::style::{self, PROBLEM, SOFT, look};
use super::text::{Font, Lines, escaped};
use crate::call_flow::flow::{IvrFlow, Key, MenuFlow};
use crate::call_flow::mark::Mark;
use crate::call_flow::way::Way;

/// The font of texts.
pub(super) const PLAIN: Font = Font { size: 13, is_bold: false };
/// The font of keys and problems.
pub(super) const BOLD: Font = Font { size: 13, is_bold: true };
/// The font of titles.
pub(super) const TITLE: Font = Font { size: 15, is_bold: true };

/// The height of a line.
pub(super) const LINE: i32 = 18;
/// The space inside a border, and between a border and a text.
const SPACE: i32 = 12;
/// Where the keys end, where the signs stand, where the texts begin.
const COLUMNS: (i32, i32, i32) = (72, 89, 106);
/// The width of a text at most, and its lines.
const MOST: (i32, usize) = (250, 2);
/// The space above and below the text of a row.
const ROW_SPACE: i32 = 3;

/// A menu as a table.
#[derive(Debug)]
pub(super) struct Table<'a> {
    menu: &'a MenuFlow,
    /// The width that its texts need.
    pub(super) width: i32,
    /// The height.
    pub(super) height: i32,
    /// The height of the head.
    pub(super) head: i32,
    texts: Vec<Text>,
    rows: Vec<Row<'a>>,
    /// Where a sign says that callers are disconnected.
    hang_up: Option<i32>,
}

/// A text of a table.
#[derive(Debug)]
struct Text {
    lines: Lines,
    /// The whole text.
    whole: String,
    x: i32,
    y: i32,
    /// The class and other attributes.
    attributes: String,
}

/// What a key does.
#[derive(Debug)]
struct Row<'a> {
    key: &'a Key,
    y: i32,
    height: i32,
}

impl<'a> Table<'a> {
    /// Makes the table of a menu.
    pub(super) fn new(ivr: &IvrFlow, menu: &'a MenuFlow) -> Self {
        let (texts, rows) = (Vec::new(), Vec::new());
        let mut table = Self { menu, width: 0, height: 8, head: 0, texts, rows, hang_up: None };
        table.add_head();
        menu.notes_above().into_iter().for_each(|note| table.add_note(note));
        menu.keys.iter().for_each(|key| table.add_row(key));
        if menu.keys.is_empty() {
            let nothing = "no key does anything";
            if menu.is_first && !ivr.phone_numbers.is_empty() {
                table.add_note(nothing);
            } else {
                table.add_text(nothing, SPACE + 16, PLAIN, &soft());
            }
        }
        for note in menu.notes_below() {
            table.hang_up = Some(table.height + ROW_SPACE + LINE / 2);
            table.add_note(note);
        }
        table.height += 6;
        table.width += SPACE;
        table
    }

    /// Returns how far below the top the middle of a key's row is.
    pub(super) fn port(&self, index: usize) -> i32 {
        self.rows.get(index).map_or(self.head / 2, |row| row.y + ROW_SPACE + LINE / 2)
    }

    fn add_head(&mut self) {
        self.add_text(&self.menu.title, SPACE, TITLE, r#"font-size="15" font-weight="bold""#);
        if let Some(label) = self.menu.mark.label() {
            self.add_text(label, SPACE, BOLD, &marked(self.menu.mark));
        }
        if let Some(greeting) = &self.menu.greeting {
            self.add_text(&format!("greeting: {greeting}"), SPACE, PLAIN, &soft());
        }
        self.height += 6;
        self.head = self.height;
        self.height += 4;
    }

    fn add_note(&mut self, note: &str) {
        self.height += ROW_SPACE;
        self.add_text(&format!("! {note}"), SPACE + 16, BOLD, &problem());
        self.height += ROW_SPACE;
    }

    fn add_row(&mut self, key: &'a Key) {
        let y = self.height;
        self.height += ROW_SPACE;
        let (text, font, attributes) = if key.is_problem() {
            (format!("! {}", key.text), BOLD, problem())
        } else if matches!(key.way, Way::Back(_) | Way::Aside(_)) {
            (key.text.clone(), PLAIN, r#"font-style="italic""#.to_owned())
        } else {
            (key.text.clone(), PLAIN, String::new())
        };
        let struck = if key.mark == Mark::Removed { r#" text-decoration="line-through""# } else { "" };
        self.add_text(&text, COLUMNS.2, font, &format!("{attributes}{struck}"));
        if let Some(label) = key.mark.label() {
            let before = key.led_to.as_ref().map(|before| format!(", before: {before}")).unwrap_or_default();
            self.add_text(&format!("{label}{before}"), COLUMNS.2, BOLD, &marked(key.mark));
        }
        self.height += ROW_SPACE;
        self.rows.push(Row { key, y, height: self.height - y });
    }

    fn add_text(&mut self, whole: &str, x: i32, font: Font, attributes: &str) {
        let lines = font.lines(whole, MOST.0 + COLUMNS.2 - x, MOST.1);
        let width = lines.lines.iter().map(|line| font.width(line)).max().unwrap_or_default();
        self.width = self.width.max(x + width);
        let count = i32::try_from(lines.lines.len()).unwrap_or(1);
        let (y, whole, attributes) = (self.height, whole.to_owned(), attributes.to_owned());
        self.texts.push(Text { lines, whole, x, y, attributes });
        self.height += LINE * count;
    }

    /// Draws it from its left upper corner, as wide as told.
    pub(super) fn draw(&self, width: i32) -> String {
        let menu = self.menu;
        let rows: String = self.rows.iter().map(|row| row.draw(width)).collect();
        let texts: String = self.texts.iter().map(Text::draw).collect();
        let hang_up = self.hang_up.map(|y| shape_of(HANG_UP, SPACE + 5, y, true)).unwrap_or_default();
        let problem = if menu.is_problem() { ", with a problem" } else { "" };
        format!(
            "<g id=\"node-{}\"><title>Menu {}{}</title>{}{rows}{texts}{hang_up}</g>\n",
            menu.id,
            escaped(&menu.title),
            problem,
            self.frame(width)
        )
    }

    fn frame(&self, width: i32) -> String {
        let (menu, height, head) = (self.menu, self.height, self.head);
        let (shade, fill) = if menu.is_reached { ("", "#dce8f2") } else { (" unreached", "#e4e4e4") };
        let look = match menu.mark {
            Mark::Unchanged if menu.is_problem() => {
                style::Look { class: " problem", colour: PROBLEM, border: r#"stroke-width="2.5""# }
            }
            mark => look(mark),
        };
        let right = width - 7;
        format!(
            "<rect class=\"card\" width=\"{width}\" height=\"{height}\" rx=\"7\" fill=\"#ffffff\"/>\
             <path class=\"head{shade}\" fill=\"{fill}\" d=\"M0 {head}V7A7 7 0 0 1 7 0H{right}A7 7 0 0 1 {width} 7V{head}Z\"/>\
             <rect class=\"border{}\" width=\"{width}\" height=\"{height}\" rx=\"7\" fill=\"none\" stroke=\"{}\" {}/>",
            look.class, look.colour, look.border
        )
    }
}

impl Row<'_> {
    fn draw(&self, width: i32) -> String {
        let Self { key, y, height } = self;
        let baseline = y + ROW_SPACE + 13;
        let border = if key.mark == Mark::Unchanged {
            format!("<path class=\"rule\" stroke=\"#d8dee4\" d=\"M8 {}H{}\"/>", y + height, width - 8)
        } else {
            let look = look(key.mark);
            format!(
                "<rect class=\"mark{}\" x=\"5\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"none\" stroke=\"{}\" {}/>",
                look.class,
                y + 1,
                width - 10,
                height - 2,
                look.colour,
                look.border
            )
        };
        format!(
            "{border}<text x=\"{}\" y=\"{baseline}\" text-anchor=\"end\" font-weight=\"bold\">{}</text>{}",
            COLUMNS.0,
            escaped(&PLAIN.lines(&key.key, COLUMNS.0 - SPACE, 1).lines.concat()),
            shape_of(sign(key), COLUMNS.1, y + ROW_SPACE + LINE / 2, key.is_problem())
        )
    }
}

impl Text {
    fn draw(&self) -> String {
        let Self { lines, whole, x, y, attributes } = self;
        let space = if attributes.is_empty() { "" } else { " " };
        let baselines = (0..).map(|line| y + LINE * line + 13);
        let texts: String = lines
            .lines
            .iter()
            .zip(baselines)
            .map(|(line, y)| format!("<text x=\"{x}\" y=\"{y}\"{space}{attributes}>{}</text>", escaped(line)))
            .collect();
        if lines.is_cut { format!("<g><title>{}</title>{texts}</g>", escaped(whole)) } else { texts }
    }
}

fn shape_of(path: &str, x: i32, y: i32, is_problem: bool) -> String {
    let (class, colour) = if is_problem { (" problem", PROBLEM) } else { ("", SOFT) };
    format!(
        "<path class=\"sign{class}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" transform=\"translate({x} {y})\" d=\"{path}\"/>"
    )
}

fn soft() -> String {
    format!("class=\"soft\" fill=\"{SOFT}\"")
}

/// Returns the attributes of a text that tells of a problem.
pub(super) fn problem() -> String {
    format!("class=\"problem\" fill=\"{PROBLEM}\" font-weight=\"bold\"")
}

/// Returns the attributes of a text that says what a plan does.
pub(super) fn marked(mark: Mark) -> String {
    let look = look(mark);
    format!("class=\"{}\" fill=\"{}\" font-weight=\"bold\"", look.class.trim_start(), look.colour)
}
