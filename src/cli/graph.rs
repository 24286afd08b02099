//! The subcommand `graph`.

use std::io::Write;
use std::process::ExitCode;

use tf_provider::{AttributePath, Diagnostics};

use super::arguments::{Format, Graph};
use super::progress::Progress;
use super::reading::{Selection, read_and};
use super::{graph_plan, report};
use crate::account::{Account, Inventory};
use crate::api::Group;
use crate::call_flow::{
    Finding, Flow, MAX_ARROWS, MAX_CHARS, Names, calls_groups, dot, findings, flow, html, is_drawn, markdown,
    mermaid, plays_greetings, svg,
};
use crate::greeting::Custom;
use crate::plugin::diagnostic;

/// The exit code that `--strict` has for problems; 1 is that of a failure.
pub(super) const FOUND: u8 = 2;

/// Draws what the account holds.
pub(super) async fn run(options: Graph) -> ExitCode {
    if let Some(file) = &options.plan {
        return graph_plan::run(&options, file);
    }
    let selection = Selection { ivr: options.ivr.clone(), ..Selection::default() };
    let more = async |account: &Account, inventory: &Inventory, progress: &Progress| {
        names(account, inventory, progress, options.format).await
    };
    read_and(selection, more, |inventory, names| finish(&options, inventory, &names)).await
}

/// Lists the groups and greetings that the picture names; says what can't be told without them.
async fn names(account: &Account, inventory: &Inventory, progress: &Progress, format: Format) -> Names {
    let mut names = Names::default();
    if inventory.contents.iter().any(calls_groups) {
        progress.step("Listing the groups");
        match account.list::<Group>().await {
            Ok(groups) => names = names.with_groups(&groups),
            Err(error) => {
                report::line(&format!(
                    "Groups that don't exist aren't found, since the groups can't be listed: {error}."
                ));
            }
        }
    }
    if matches!(format, Format::Markdown | Format::Svg | Format::Html)
        && inventory.contents.iter().any(plays_greetings)
    {
        progress.step("Listing the greetings");
        match account.list::<Custom>().await {
            Ok(greetings) => names = names.with_greetings(&greetings),
            Err(error) => {
                report::line(&format!(
                    "Greetings are shown by their ids, since they can't be listed: {error}."
                ));
            }
        }
    }
    names
}

fn finish(options: &Graph, inventory: &Inventory, names: &Names) -> Result<ExitCode, Diagnostics> {
    let flow = flow(inventory, names);
    let text = match options.format {
        Format::Mermaid => mermaid(&flow),
        Format::Dot => dot(&flow),
        Format::Markdown => markdown(&flow),
        Format::Svg => svg(&flow),
        Format::Html => html(&flow),
    };
    print(&text)?;
    if options.format == Format::Mermaid && !is_drawn(&text) {
        report::line(&too_large(&flow));
    }
    let found = findings(&flow);
    report::line(&summary(inventory.menu_count(), &found));
    Ok(if options.strict && !found.is_empty() { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// Says that a picture in Mermaid won't be shown, and what to do.
fn too_large(flow: &Flow) -> String {
    let limits = format!("GitHub and GitLab draw {MAX_CHARS} characters and {MAX_ARROWS} arrows at most");
    if flow.ivrs.len() > 1 {
        return format!(
            "The picture is too large: {limits}. Draw one IVR with --ivr, or all of them with --format markdown, a picture for \
             each."
        );
    }
    format!("The picture is too large: {limits}. Graphviz draws it: --format dot.")
}

fn summary(menus: usize, found: &[Finding]) -> String {
    let menus = if menus == 1 { "1 menu".to_owned() } else { format!("{menus} menus") };
    match found.len() {
        0 => format!("No problems in {menus}."),
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
