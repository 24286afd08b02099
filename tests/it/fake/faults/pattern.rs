//! Patterns of paths.

/// Whether a path matches a pattern, segment by segment; `*` stands for one segment, a pattern that starts with `…/`
/// for any beginning, and one that ends with `/…` for any end. Query and `.json` don't count.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let mut path: Vec<&str> = path.strip_suffix(".json").unwrap_or(path).split('/').collect();
    let mut pattern: Vec<&str> = pattern.split('/').collect();
    if pattern.first() == Some(&"…") && path.len() + 1 >= pattern.len() {
        pattern.remove(0);
        path.drain(..path.len() - pattern.len());
    }
    if pattern.last() == Some(&"…") && path.len() >= pattern.len() {
        pattern.pop();
        path.truncate(pattern.len());
    }
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(want, have)| *want == "*" || want == have)
}
