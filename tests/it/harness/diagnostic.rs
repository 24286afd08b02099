//! Errors and warnings, read back from what Terraform prints with `-no-color`.

use super::binary::{Binary, Feature};
use super::output::flat;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    Error,
    Warning,
}

/// One error or warning. Its texts are unwrapped: one space between words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) severity: Severity,
    pub(crate) summary: String,
    /// The resource that it is about, as in `with zendesk_ivr_route.test`.
    pub(crate) address: String,
    /// The lines of configuration that are shown, without their numbers: how an attribute path shows.
    pub(crate) source: String,
    pub(crate) detail: String,
}

impl Diagnostic {
    /// Checks the resource, and that the line shown is the one of this attribute.
    ///
    /// For a path into `options` or `default_menu` an older Terraform shows the resource's first line, or that of a namesake.
    #[track_caller]
    pub(crate) fn at(&self, address: &str, attribute: &str) -> &Self {
        assert_eq!(self.address, address, "{self:#?}");
        let is_vague =
            ["options", "default_menu"].contains(&attribute) && !Binary::chosen().has(Feature::NestedPlaces);
        assert!(
            is_vague || self.source.starts_with(attribute),
            "the line shown is not the one of {attribute}: {self:#?}"
        );
        self
    }

    /// Checks that the detail holds a sentence.
    #[track_caller]
    pub(crate) fn says(&self, sentence: &str) -> &Self {
        assert!(self.detail.contains(&flat(sentence)), "the detail doesn't say {sentence:?}: {self:#?}");
        self
    }
}

/// Finds the diagnostics in a text.
pub(crate) fn parse(text: &str) -> Vec<Diagnostic> {
    let mut found: Vec<(Severity, &str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if let Some((severity, summary)) = heading(line) {
            found.push((severity, summary, Vec::new()));
        } else if let Some((_, _, body)) = found.last_mut() {
            body.push(line);
        }
    }
    found.into_iter().map(|(severity, summary, body)| one(severity, summary, &body)).collect()
}

fn heading(line: &str) -> Option<(Severity, &str)> {
    let error = line.strip_prefix("Error: ").map(|summary| (Severity::Error, summary));
    error.or_else(|| line.strip_prefix("Warning: ").map(|summary| (Severity::Warning, summary)))
}

/// After the summary come, each if it is known: the resource, the place, numbered lines and values; then the detail.
fn one(severity: Severity, summary: &str, body: &[&str]) -> Diagnostic {
    let lines = body.iter().filter(|line| !line.trim().is_empty());
    let context = lines.clone().take_while(|line| is_context(line));
    let detail = lines.skip(context.clone().count());
    let address = context.clone().find_map(|line| line.strip_prefix("  with ")).unwrap_or_default();
    let source = context.filter_map(|line| numbered(line)).collect::<Vec<_>>().join(" ");
    Diagnostic {
        severity,
        summary: summary.trim_end().to_owned(),
        address: address.trim_end_matches(',').to_owned(),
        source: flat(&source),
        detail: flat(&detail.copied().collect::<Vec<_>>().join(" ")),
    }
}

fn is_context(line: &str) -> bool {
    let marks = ["  with ", "  on ", "    ├", "    │"];
    marks.iter().any(|mark| line.starts_with(mark)) || numbered(line).is_some()
}

/// The rest of a line such as `   5:   keypress = "x"`.
fn numbered(line: &str) -> Option<&str> {
    let (number, rest) = line.strip_prefix(' ')?.split_once(": ")?;
    number.trim_start().bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}
