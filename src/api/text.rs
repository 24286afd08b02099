//! Text from outside, made fit for a message.

/// The length at which text from outside is cut, in characters.
const MAX_CHARS: usize = 500;

/// Puts text on one line, drops control characters and cuts it to the length of a message.
pub(super) fn short(text: &str) -> String {
    cut(text, MAX_CHARS)
}

/// Puts text on one line, drops control characters and cuts it after so many characters.
pub(super) fn cut(text: &str, max_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|char| !char.is_control()).collect();
    match line.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, short};

    #[test]
    fn text_is_cut_between_characters() {
        assert_eq!(cut("标题已被使用", 2), "标题…");
        assert_eq!(cut("标题", 2), "标题");
        assert_eq!(short(&"é".repeat(600)).chars().count(), 501);
    }

    #[test]
    fn text_is_one_line_without_control_characters() {
        assert_eq!(short(" not\r\n  found\u{1b}[31m\u{0} "), "not found[31m");
    }
}
