//! The subcommand `export`.

use std::io::Write;
use std::process::ExitCode;

use tf_provider::{AttributePath, Diagnostics};

use super::arguments::Export;
use super::progress::Progress;
use super::reading::{Selection, read_and};
use super::references::{References, references};
use super::report;
use crate::account::{Account, Inventory};
use crate::export::{
    Counts, Exported, Known, Noun, Options, Part, Scope, Unsupported, Variable, export, write_files,
};
use crate::plugin::diagnostic;

/// Exports what the account holds.
pub(super) async fn run(options: Export) -> ExitCode {
    let selection = Selection { ivr: options.ivr.clone(), menu: options.menu.clone() };
    let scope = scope(&options);
    let more = async |account: &Account, inventory: &Inventory, progress: &Progress| {
        references(account, inventory, scope, progress).await
    };
    read_and(selection, more, |inventory, references| finish(&options, scope, inventory, &references)).await
}

fn finish(
    options: &Export,
    scope: Scope,
    inventory: &Inventory,
    References { others, lists }: &References,
) -> Result<ExitCode, Diagnostics> {
    let part = match options {
        Export { menu: Some(_), .. } => Part::Menu,
        Export { ivr: Some(_), .. } => Part::Ivr,
        _ => Part::Account,
    };
    let portable = options.portable;
    let exported = export(Known { inventory, others, lists }, Options { scope, part, portable });
    check(options, &exported.unsupported)?;
    if exported.files.is_empty() {
        let what = if options.routes_only { "are no routes" } else { "is nothing" };
        report::line(&format!("There {what} to export."));
        return Ok(ExitCode::SUCCESS);
    }
    match &options.out {
        Some(dir) => write_files(dir, &exported.files).map_err(not_written)?,
        None => print(&exported)?,
    }
    report::diagnostics(&warnings(&exported));
    report::line(&summary(options, inventory, &exported));
    Ok(ExitCode::SUCCESS)
}

/// A menu alone goes without its IVR, whose resource would be incomplete without the other menus.
fn scope(options: &Export) -> Scope {
    match options {
        Export { routes_only: true, .. } => Scope::Routes,
        Export { menu: Some(_), .. } => Scope::Menus,
        _ => Scope::Ivrs,
    }
}

/// What can't be managed stops the export, unless the operator agreed to leave it out.
fn check(options: &Export, unsupported: &[Unsupported]) -> Result<(), Diagnostics> {
    if unsupported.is_empty() {
        return Ok(());
    }
    let mut diags = Diagnostics::default();
    let list: Vec<_> = unsupported.iter().map(|one| format!("- {one}")).collect();
    let count = |noun| unsupported.iter().filter(|one| one.noun == noun).count();
    let ivrs_and_menus = count(Noun::Ivr) + count(Noun::Menu);
    let nouns = [(Noun::Ivr, "IVR"), (Noun::Menu, "menu"), (Noun::Route, "route")];
    let what = all_counted(nouns.map(|(noun, name)| (count(noun), counted(count(noun), name))));
    if options.skip_unsupported {
        let comment = if options.portable { "" } else { "A comment stands in place of each.\n" };
        let detail = format!("{comment}{}", list.join("\n"));
        diags.add_warning(diagnostic(format!("Left out: {what}"), detail, AttributePath::root()));
        report::diagnostics(&diags);
        return Ok(());
    }
    let summary = format!("Not exported: {what} that the provider can't manage");
    let routes_only = if ivrs_and_menus > 0 { " With --routes-only, routes alone are exported." } else { "" };
    let detail = format!(
        "{}\n\nNothing was written, because the set would not be complete. Fix them in the admin center, \
         or leave them out with --skip-unsupported.{routes_only}",
        list.join("\n")
    );
    diags.add_error(diagnostic(summary, detail, AttributePath::root()));
    Err(diags)
}

/// Warns of what a portable export leaves to the reader.
fn warnings(exported: &Exported) -> Diagnostics {
    let variables = exported.variables.iter();
    let variables: Vec<_> =
        variables.map(|Variable { name, reason }| format!("- {name}: {reason}.")).collect();
    let options: Vec<_> = exported.not_portable.iter().map(|line| format!("- {line}")).collect();
    let mut diags = Diagnostics::default();
    if !variables.is_empty() {
        let summary = format!("{} without a value", counted(variables.len(), "variable"));
        let detail = format!(
            "These can't be looked up by name. Set each for every account, such as in terraform.tfvars:\n{}",
            variables.join("\n")
        );
        diags.add_warning(diagnostic(summary, detail, AttributePath::root()));
    }
    if !options.is_empty() {
        let summary = format!("Left out: options of {}", counted(options.len(), "route"));
        let detail = format!(
            "They may hold ids of this account, so that they mean nothing in another one:\n{}",
            options.join("\n")
        );
        diags.add_warning(diagnostic(summary, detail, AttributePath::root()));
    }
    diags
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

fn summary(options: &Export, inventory: &Inventory, exported: &Exported) -> String {
    let what = if options.routes_only { routes(inventory, exported) } else { resources(&exported.counts) };
    match &options.out {
        None => format!("Exported {what}."),
        Some(dir) => format!(
            "Exported {what} to {}: {}.\nNext: terraform init, plan and apply there{}.",
            dir.display(),
            counted(exported.files.len(), "file"),
            exported.imports.iter().map(|imports| format!("; then delete {imports}")).collect::<String>()
        ),
    }
}

fn routes(inventory: &Inventory, exported: &Exported) -> String {
    format!(
        "{} of {} in {}",
        counted(exported.counts.routes, "route"),
        counted(inventory.menu_count(), "menu"),
        counted(inventory.contents.len(), "IVR")
    )
}

/// Counts what Terraform counts: default menus are part of their IVRs.
fn resources(counts: &Counts) -> String {
    let Counts { ivrs, menus, routes } = *counts;
    let default_menus = match ivrs {
        0 => "",
        1 => " with its default menu",
        _ => " with their default menus",
    };
    let menu = if ivrs == 0 { "menu" } else { "other menu" };
    all_counted([
        (ivrs, format!("{}{default_menus}", counted(ivrs, "IVR"))),
        (menus, counted(menus, menu)),
        (routes, counted(routes, "route")),
    ])
}

/// Joins the counts of several nouns; leaves out what there is none of.
fn all_counted(counts: [(usize, String); 3]) -> String {
    let some: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    match &some[..] {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::resources;
    use crate::export::Counts;

    #[test]
    fn what_is_not_there_is_not_counted() {
        let cases = [
            ((3, 22, 300), "3 IVRs with their default menus, 22 other menus and 300 routes"),
            ((1, 1, 1), "1 IVR with its default menu, 1 other menu and 1 route"),
            ((1, 0, 0), "1 IVR with its default menu"),
            ((0, 1, 12), "1 menu and 12 routes"),
            ((0, 0, 10), "10 routes"),
            ((0, 0, 0), "nothing"),
        ];
        for ((ivrs, menus, routes), expected) in cases {
            assert_eq!(resources(&Counts { ivrs, menus, routes }), expected);
        }
    }
}
