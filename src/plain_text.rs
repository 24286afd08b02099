//! Text from outside, made fit for a person to read: on a terminal, in a log, in a picture, in a file.
//!
//! What moves a cursor, colours, clears, turns the direction of letters, or can't be seen, is written as an escape such
//! as `\u{202e}`, so that a reader sees that something is there. That is done where a text is shown. What is sent to the
//! API and what Terraform stores keeps its true value.

use std::borrow::Cow;

/// The length at which a message cuts a value, in characters; the names that Zendesk allows are shorter.
const MAX_VALUE_CHARS: usize = 300;

/// Reports whether a character may be shown as it is.
///
/// These may not: control characters (C0, DEL and C1); marks, embeddings, overrides and isolates of direction; separators
/// of lines and paragraphs, which some programs take for line breaks; the byte order mark, marks of annotations and
/// tags, which nobody sees. The joiners that scripts and emoji need may. So may whatever Unicode has not assigned yet.
/// No crate has this set; the tables of the standard library refuse joiners and combining marks as well.
#[must_use]
pub fn is_plain(char: char) -> bool {
    !matches!(
        char,
        '\0'..='\x1f'
            | '\x7f'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Escapes what can't be shown as it is; keeps line breaks and tabs.
#[must_use]
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain_in_lines) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for char in text.replace("\r\n", "\n").chars() {
        push(&mut plain, char, is_plain_in_lines(char));
    }
    Cow::Owned(plain)
}

/// Escapes as [`plain_lines`] does, and cuts a text that is longer than so many characters; the end says how much is cut.
#[must_use]
pub fn cut_lines(text: &str, max_chars: usize) -> String {
    let plain = plain_lines(text);
    let count = plain.chars().count();
    if count <= max_chars {
        return plain.into_owned();
    }
    let note = |cut: usize| format!("… ({cut} more characters are cut off)");
    let kept = max_chars.saturating_sub(note(count).chars().count());
    let start: String = plain.chars().take(kept).collect();
    format!("{start}{}", note(count - kept))
}

/// Lists what a message names: so many of them at most, and how many more there are.
#[must_use]
pub fn listed(named: impl IntoIterator<Item = String>, most: usize) -> String {
    let mut named = named.into_iter();
    let mut first: Vec<_> = named.by_ref().take(most).collect();
    let more = named.count();
    if more > 0 {
        first.push(format!("and {more} more"));
    }
    first.join(", ")
}

/// Joins words as a sentence does: `a, b and c`.
#[must_use]
pub fn joined(words: &[&str]) -> String {
    match words {
        [first @ .., before, last] => [first, &[&*format!("{before} and {last}")]].concat().join(", "),
        words => words.concat(),
    }
}

/// Puts a text on one line, and escapes what can't be shown as it is.
#[must_use]
pub fn one_line(text: &str) -> String {
    short_line(text, usize::MAX)
}

/// Puts a text on one line, escapes what can't be shown as it is, and cuts it after so many characters.
#[must_use]
pub fn short_line(text: &str, max_chars: usize) -> String {
    let (mut line, mut count) = (String::new(), 0);
    for word in text.split_whitespace() {
        let space = if line.is_empty() { None } else { Some(' ') };
        for char in space.into_iter().chain(word.chars()) {
            let before = line.len();
            push(&mut line, char, is_plain(char));
            count += line[before..].chars().count();
            if count > max_chars {
                line.truncate(before);
                line.push('…');
                return line;
            }
        }
    }
    line
}

/// Puts a value between quotation marks, for a message: with its spaces, on one line, cut where nobody would read on.
#[must_use]
pub fn quoted(value: &str) -> String {
    let mut quoted = "\"".to_owned();
    let mut chars = value.chars();
    for char in chars.by_ref().take(MAX_VALUE_CHARS) {
        match char {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            other => push(&mut quoted, other, is_plain_in_lines(other)),
        }
    }
    quoted.push_str(if chars.next().is_some() { "…\"" } else { "\"" });
    quoted
}

fn is_plain_in_lines(char: char) -> bool {
    matches!(char, '\n' | '\t') || is_plain(char)
}

fn push(text: &mut String, char: char, is_plain: bool) {
    if is_plain {
        text.push(char);
    } else {
        text.extend(char.escape_unicode());
    }
}

#[cfg(test)]
mod tests {
    use super::{cut_lines, is_plain, one_line, plain_lines, quoted, short_line};

    #[test]
    fn what_steers_a_terminal_or_turns_letters_is_escaped() {
        let cases = [
            ("\x1b]0;X\x07\x1b[2J Apply complete!", r"\u{1b}]0;X\u{7}\u{1b}[2J Apply complete!"),
            ("\u{9b}2J\u{7f}\0", r"\u{9b}2J\u{7f}\u{0}"),
            (
                "\u{202e}gpj.\u{202c}\u{2066}x\u{2069}\u{200f}",
                r"\u{202e}gpj.\u{202c}\u{2066}x\u{2069}\u{200f}",
            ),
            ("\u{feff}a\u{e0041}\u{fff9}", r"\u{feff}a\u{e0041}\u{fff9}"),
        ];
        for (text, shown) in cases {
            assert_eq!((plain_lines(text).as_ref(), one_line(text).as_str()), (shown, shown));
        }
    }

    #[test]
    fn line_breaks_and_tabs_stay_in_texts_alone() {
        assert_eq!(plain_lines("a\n\tb\r\nc\rd\u{85}e\u{2028}f"), "a\n\tb\nc\\u{d}d\\u{85}e\\u{2028}f");
        assert_eq!(one_line(" a\n\tb\r\nc\rd\u{85}e\u{2028}f\n"), "a b c d e f");
    }

    #[test]
    fn a_quoted_value_is_one_line_with_its_spaces() {
        assert_eq!(quoted(" a  b\r\n\tc\u{202e}\0"), "\" a  b\\r\\n\tc\\u{202e}\\u{0}\"");
        assert_eq!(quoted(&"x".repeat(301)), format!("\"{}…\"", "x".repeat(300)));
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        for text in
            ["Bürozeiten", "主菜单", "می\u{200c}خواهم", "👩\u{200d}💻", "e\u{301}", "עברית", "a\u{a0}b\u{ad}"]
        {
            assert_eq!(plain_lines(text), text);
            assert!(text.chars().all(is_plain));
        }
    }

    #[test]
    fn a_line_is_cut_between_characters_and_never_in_an_escape() {
        assert_eq!(short_line("标题已被使用", 2), "标题…");
        assert_eq!(short_line("标题", 2), "标题");
        assert_eq!(short_line("a\u{202e}b", 8), "a…");
        assert_eq!(short_line("a\u{202e}b", 10), "a\\u{202e}b");
        assert_eq!(short_line(&"\u{202e}".repeat(1000), 80).chars().count(), 81);
    }

    #[test]
    fn a_text_that_is_cut_says_so() {
        assert_eq!(cut_lines("short\ntext", 10), "short\ntext");
        let cut = cut_lines(&"é".repeat(1000), 100);
        assert!(cut.chars().count() <= 100 && cut.ends_with("é… (936 more characters are cut off)"), "{cut}");
    }
}
