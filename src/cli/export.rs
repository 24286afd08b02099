//! The subcommand `export`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use tf_provider::{AttributePath, Diagnostics};

use super::arguments::Export;
use super::reading::{Selection, read_and};
use super::report;
use crate::account::Inventory;
use crate::export::{Exported, Unsupported, export, write_files};
use crate::plugin::diagnostic;

/// Exports what the account holds.
pub(super) async fn run(options: Export) -> ExitCode {
    let selection = Selection { ivr: options.ivr, menu: options.menu };
    read_and(selection, |inventory| finish(&options, inventory)).await
}

fn finish(options: &Export, inventory: &Inventory) -> Result<ExitCode, Diagnostics> {
    let exported = export(inventory);
    check(options, &exported.unsupported)?;
    if exported.files.is_empty() {
        report::line("There are no routes to export.");
        return Ok(ExitCode::SUCCESS);
    }
    match &options.out {
        Some(dir) => write_files(dir, &exported.files).map_err(not_written)?,
        None => print(&exported)?,
    }
    report::line(&summary(inventory, &exported, options.out.as_deref()));
    Ok(ExitCode::SUCCESS)
}

/// Routes that can't be managed stop the export, unless the operator agreed to leave them out.
fn check(options: &Export, unsupported: &[Unsupported]) -> Result<(), Diagnostics> {
    if unsupported.is_empty() {
        return Ok(());
    }
    let mut diags = Diagnostics::default();
    let list: Vec<_> = unsupported.iter().map(|route| format!("- {route}")).collect();
    if options.skip_unsupported {
        let summary = format!("Left out: {}", counted(unsupported.len(), "route"));
        let detail = format!("A comment stands in place of each.\n{}", list.join("\n"));
        diags.add_warning(diagnostic(summary, detail, AttributePath::root()));
        report::diagnostics(&diags);
        return Ok(());
    }
    let summary = format!("Not exported: {} that the provider can't manage", counted(list.len(), "route"));
    let detail = format!(
        "{}\n\nNothing was written, because the set would not be complete. Mend these routes in the admin center, \
         or leave them out with --skip-unsupported.",
        list.join("\n")
    );
    diags.add_error(diagnostic(summary, detail, AttributePath::root()));
    Err(diags)
}

fn print(exported: &Exported) -> Result<(), Diagnostics> {
    let text: Vec<_> = exported.files.iter().map(|file| file.text.as_str()).collect();
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(text.join("\n").as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| not_written(format!("Standard output can't be written: {error}.")))
}

fn not_written(detail: String) -> Diagnostics {
    let error = diagnostic("Failed to write the configuration", detail, AttributePath::root());
    Diagnostics { errors: vec![error], ..Diagnostics::default() }
}

fn summary(inventory: &Inventory, exported: &Exported, out: Option<&Path>) -> String {
    let what = format!(
        "{} of {} in {}",
        counted(exported.routes, "route"),
        counted(inventory.menu_count(), "menu"),
        counted(inventory.contents.len(), "IVR")
    );
    match out {
        None => format!("Exported {what}."),
        Some(dir) => format!(
            "Exported {what} to {}: {}.\nNext: terraform init, plan and apply there; then delete imports.tf.",
            dir.display(),
            counted(exported.files.len(), "file")
        ),
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
