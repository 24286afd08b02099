//! Texts of a picture: how wide they are, where their lines end, and how they stay texts.

use std::borrow::Cow;

use crate::plain_text::is_plain;

/// A font: its size, and whether it is bold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Font {
    /// The size.
    pub(super) size: i32,
    /// Whether it is bold.
    pub(super) is_bold: bool,
}

/// The lines of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// The lines, one at least.
    pub(super) lines: Vec<String>,
    /// Whether the text is longer than they are.
    pub(super) is_cut: bool,
}

impl Font {
    /// Returns how wide a text is at most: fonts differ, so it is guessed with those in mind that are wide.
    pub(super) fn width(self, text: &str) -> i32 {
        let thousandths: i32 = text.chars().map(width).sum();
        let thousandths = if self.is_bold { thousandths * 113 / 100 } else { thousandths };
        thousandths * self.size / 1000 + 1
    }

    /// Breaks a text into so many lines at most, none of which is wider; the last one ends in an ellipsis if it is cut.
    pub(super) fn lines(self, text: &str, width: i32, most: usize) -> Lines {
        let mut lines = vec![String::new()];
        for word in shown(text).split(' ') {
            self.add(&mut lines, word, width);
        }
        let is_cut = lines.len() > most;
        if is_cut {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(self.cut(&rest, width));
        }
        Lines { lines, is_cut }
    }

    /// Adds a word to the last line, or to new ones.
    fn add(self, lines: &mut Vec<String>, word: &str, width: i32) {
        if let Some(last) = lines.last_mut() {
            let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            if self.width(&longer) <= width {
                *last = longer;
                return;
            }
        }
        lines.retain(|line| !line.is_empty());
        let mut rest = word;
        while !rest.is_empty() && self.width(rest) > width {
            let (start, end) = rest.split_at(self.fitting(rest, width));
            lines.push(start.to_owned());
            rest = end;
        }
        if !rest.is_empty() || lines.is_empty() {
            lines.push(rest.to_owned());
        }
    }

    fn cut(self, text: &str, width: i32) -> String {
        let fitting = self.fitting(text, width - self.width("…"));
        format!("{}…", text[..fitting].trim_end())
    }

    /// Returns where the part of a text ends that fits, a character at least, with the marks and joiners that belong to it.
    fn fitting(self, text: &str, most: i32) -> usize {
        let mut joins = true;
        let mut end = text.len();
        for (index, char) in text.char_indices() {
            if !joins && width(char) > 0 {
                if self.width(&text[..index]) > most {
                    break;
                }
                end = index;
            }
            joins = index == 0 && width(char) == 0 || char == JOINER;
        }
        if self.width(text) <= most { text.len() } else { end }
    }
}

/// The character that joins two others.
const JOINER: char = '\u{200d}';

/// Returns how wide a character is, in thousandths of the size.
const fn width(char: char) -> i32 {
    match char {
        // Marks on letters, what isn't seen, variants, colours of skin.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' => 0,
        'i' | 'j' | 'l' | 'I' | '|' | '\'' => 300,
        ' ' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' | 'f' | 't' | 'r' => 410,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1000,
        '+' | '=' | '<' | '>' | '~' | '#' | '&' | '^' => 840,
        'A'..='Z' => 780,
        '!'..='~' => 640,
        '\u{a0}'..='\u{52f}' => 790,
        // Hebrew, Arabic.
        '\u{590}'..='\u{6ff}' => 800,
        '\u{2010}'..='\u{2027}' => 1000,
        // Emoji.
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => 1400,
        // Chinese, Japanese, Korean, and all others, of which few are wider.
        _ => 1030,
    }
}

/// Writes a text so that XML and HTML show it as it is; what may not be shown, or not stand in XML, becomes an escape.
pub(in crate::call_flow) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in shown(text).chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Writes what may not be shown, or not stand in XML, as an escape.
fn shown(text: &str) -> Cow<'_, str> {
    let is_shown = |char: char| is_plain(char) && !is_no_character(char);
    if text.chars().all(is_shown) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if is_shown(char) { shown.push(char) } else { shown.extend(char.escape_unicode()) }
    }
    Cow::Owned(shown)
}

/// Reports whether Unicode says that this will never be a character; XML refuses two of these, HTML dislikes all.
const fn is_no_character(char: char) -> bool {
    matches!(char, '\u{fdd0}'..='\u{fdef}') || char as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::{Font, escaped};

    const FONT: Font = Font { size: 10, is_bold: false };

    fn lines(text: &str, width: i32, most: usize) -> (Vec<String>, bool) {
        let lines = FONT.lines(text, width, most);
        for line in &lines.lines {
            assert!(FONT.width(line) <= width, "{line}");
        }
        (lines.lines, lines.is_cut)
    }

    #[test]
    fn texts_break_between_words_and_are_cut() {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(lines("one two", 200, 2), (owned(&["one two"]), false));
        assert_eq!(lines("", 200, 2), (owned(&[""]), false));
        assert_eq!(lines("one two", 25, 2), (owned(&["one", "two"]), false));
        assert_eq!(lines("one two three", 35, 2), (owned(&["one", "two…"]), true));
        assert_eq!(lines("a\u{202e}b", 55, 2), (owned(&["a\\u{202e", "}b"]), false));
        assert_eq!(lines("主菜单主菜单", 32, 3), (owned(&["主菜单", "主菜单"]), false));
        assert_eq!(lines("a 主菜单主菜单", 45, 2), (owned(&["a", "主菜单…"]), true));
    }

    #[test]
    fn what_belongs_together_stays_together() {
        let family = "👩\u{200d}💻";
        let (broken, _) = lines(&family.repeat(3), 35, 9);
        assert_eq!(broken, vec![family; 3]);
        let (broken, _) = lines(&"e\u{301}".repeat(4), 14, 9);
        assert_eq!(broken, vec!["e\u{301}e\u{301}"; 2]);
        assert!(FONT.lines("\u{301}\u{301}", 0, 1).lines.len() == 1);
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(
            escaped("<b a='x'> & \"]]>\" -->"),
            "&lt;b a=&#39;x&#39;&gt; &amp; &quot;]]&gt;&quot; --&gt;"
        );
        assert_eq!(
            escaped("a\0\u{1b}\u{202e}\u{fffe}\u{ffff}b"),
            "a\\u{0}\\u{1b}\\u{202e}\\u{fffe}\\u{ffff}b"
        );
        assert_eq!(escaped("主菜单 👩\u{200d}💻"), "主菜单 👩\u{200d}💻");
    }
}
