//! The subcommand `graph`.

use std::io::Write;
use std::process::ExitCode;

use tf_provider::{AttributePath, Diagnostics};

use super::arguments::{Format, Graph};
use super::reading::{Selection, read_and};
use super::{graph_plan, report};
use crate::account::Inventory;
use crate::call_flow::{Finding, Names, dot, findings, flow, markdown, mermaid};
use crate::plugin::diagnostic;

/// The exit code that `--strict` has for findings; 1 is that of a failure.
pub(super) const FOUND: u8 = 2;

/// Draws what the account holds.
pub(super) async fn run(options: Graph) -> ExitCode {
    if let Some(file) = &options.plan {
        return graph_plan::run(&options, file);
    }
    let selection = Selection { ivr: options.ivr, ..Selection::default() };
    read_and(selection, |inventory| finish(&options, inventory)).await
}

fn finish(options: &Graph, inventory: &Inventory) -> Result<ExitCode, Diagnostics> {
    let flow = flow(inventory, &Names::default());
    print(&match options.format {
        Format::Mermaid => mermaid(&flow),
        Format::Dot => dot(&flow),
        Format::Markdown => markdown(&flow),
    })?;
    let found = findings(&flow);
    report::line(&summary(inventory.menu_count(), &found));
    Ok(if options.strict && !found.is_empty() { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

fn summary(menus: usize, found: &[Finding]) -> String {
    let menus = if menus == 1 { "1 menu".to_owned() } else { format!("{menus} menus") };
    match found.len() {
        0 => format!("Nothing in {menus} hurts callers."),
        1 => format!("1 problem in {menus}:\n- {}", found[0]),
        count => {
            let lines: Vec<_> = found.iter().map(|finding| format!("- {finding}")).collect();
            format!("{count} problems in {menus}:\n{}", lines.join("\n"))
        }
    }
}

pub(super) fn print(text: &str) -> Result<(), Diagnostics> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
        let detail = format!("Standard output can't be written: {error}.");
        let error = diagnostic("Failed to write the picture", detail, AttributePath::root());
        Diagnostics { errors: vec![error], ..Diagnostics::default() }
    })
}
