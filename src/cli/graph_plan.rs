//! The subcommand `graph` with `--plan`: what a plan changes for callers.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use tf_provider::{AttributePath, Diagnostics};

use super::arguments::{Format, Graph};
use super::graph::{FOUND, print};
use super::report;
use crate::call_flow::{Planned, comment, dot, html, mermaid, summary, svg, told};
use crate::plain_text::one_line;
use crate::plugin::diagnostic;

/// The name by which standard input goes on the command line.
const STANDARD_INPUT: &str = "-";

/// Draws what a plan changes; reads nothing but its file.
pub(super) fn run(options: &Graph, file: &Path) -> ExitCode {
    match draw(options, file) {
        Ok(code) => code,
        Err(diags) => {
            report::diagnostics(&diags);
            ExitCode::FAILURE
        }
    }
}

fn draw(options: &Graph, file: &Path) -> Result<ExitCode, Diagnostics> {
    let planned = read(file).map_err(failed)?;
    let planned = match &options.ivr {
        None => planned,
        Some(ivr) => planned.only(ivr).ok_or_else(|| failed(format!("{} has no IVR {ivr}.", name(file))))?,
    };
    print(&match options.format {
        Format::Mermaid => mermaid(&planned.difference.flow),
        Format::Dot => dot(&planned.difference.flow),
        Format::Markdown => comment(&planned),
        Format::Svg => svg(&planned.difference.flow),
        Format::Html => html(&planned.difference.flow),
    })?;
    tell(&planned);
    let is_worse = !planned.difference.new_problems.is_empty();
    Ok(if options.strict && is_worse { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// Says on standard error what changes, and what can't be seen.
fn tell(planned: &Planned) {
    report::line(&format!("{}.", summary(&planned.difference)));
    planned.difference.new_problems.iter().for_each(|finding| report::line(&format!("- {}", told(finding))));
    planned.notes.iter().for_each(|note| report::line(&format!("\nNote: {note}")));
}

fn read(file: &Path) -> Result<Planned, String> {
    let bytes = if file == Path::new(STANDARD_INPUT) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    let bytes = bytes.map_err(|error| format!("{} can't be read: {error}.", name(file)))?;
    Planned::read(&bytes).map_err(|why| format!("{} {why}", name(file)))
}

fn name(file: &Path) -> String {
    if file == Path::new(STANDARD_INPUT) {
        "Standard input".to_owned()
    } else {
        one_line(&file.display().to_string())
    }
}

fn failed(detail: String) -> Diagnostics {
    let error = diagnostic("Failed to read the plan", detail, AttributePath::root());
    Diagnostics { errors: vec![error], ..Diagnostics::default() }
}
