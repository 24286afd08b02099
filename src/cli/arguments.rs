//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};

use crate::attributes::ids;

const ABOUT: &str = "Terraform and OpenTofu provider for Zendesk Talk phone menus (IVR)";

const LONG_ABOUT: &str = "\
Terraform and OpenTofu provider for Zendesk Talk phone menus (IVR)

Terraform and OpenTofu start it without arguments. Run by hand, it writes the phone menus of an account as
configuration (export) or draws them (graph).";

const ENVIRONMENT: &str = "\
Environment, as for the provider:
  ZENDESK_SUBDOMAIN                                      the account, or ZENDESK_BASE_URL
  ZENDESK_OAUTH_CLIENT_ID, ZENDESK_OAUTH_CLIENT_SECRET   credentials; or ZENDESK_OAUTH_TOKEN;
                                                         or ZENDESK_EMAIL and ZENDESK_API_TOKEN

Exit codes: 0 done, 1 failed, 128 and its number for a signal (130 for Ctrl-C)";

const GRAPH_EXIT: &str = "; with --strict, 2 if something was found

What a plan changes for callers, without credentials and without a network:
  terraform plan -out tfplan
  terraform show -json tfplan | terraform-provider-zendesk graph --plan - --format markdown";

/// The command line of the executable.
#[derive(Debug, Parser)]
#[command(name = "terraform-provider-zendesk", version, about = ABOUT, long_about = LONG_ABOUT)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    /// Serve any number of Terraform runs, for a debugger; it prints how to attach them
    #[arg(long)]
    pub(super) debug: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What is done by hand.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write resource and import blocks for all IVRs, menus and routes that exist
    #[command(after_help = ENVIRONMENT)]
    Export(Export),
    /// Print the call flow as the source of a picture, and report what hurts callers
    #[command(after_help = format!("{ENVIRONMENT}{GRAPH_EXIT}"))]
    Graph(Graph),
}

/// What is exported, and where to.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Only the IVR with this id, with its menus and routes
    #[arg(long, value_name = "ID", value_parser = value_parser!(i64).range(1..=ids::MAX))]
    pub(super) ivr: Option<i64>,
    /// Only the menu with this id and its routes; the ids of its IVR and of other menus are written as locals
    #[arg(long, value_name = "ID", value_parser = value_parser!(i64).range(1..=ids::MAX))]
    pub(super) menu: Option<i64>,
    /// Write files into this directory, ready to be planned, instead of standard output
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Write resources of routes alone; the ids of IVRs and menus are written as locals
    #[arg(long)]
    pub(super) routes_only: bool,
    /// Leave out what the provider can't manage, each with a comment, instead of failing
    #[arg(long)]
    pub(super) skip_unsupported: bool,
}

/// What is drawn, and how.
#[derive(Debug, Args)]
pub(super) struct Graph {
    /// Only the IVR with this id
    #[arg(long, value_name = "ID", value_parser = value_parser!(i64).range(1..=ids::MAX))]
    pub(super) ivr: Option<i64>,
    /// The language of the picture
    #[arg(long, value_enum, default_value_t = Format::Mermaid)]
    pub(super) format: Format,
    /// Draw what a plan changes, from the JSON that `terraform show -json` writes of it; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) plan: Option<PathBuf>,
    /// Exit with 2 if a route leads to a menu that doesn't exist, nobody reaches a menu, or one has no default route;
    /// with --plan, if the plan brings a problem in
    #[arg(long)]
    pub(super) strict: bool,
}

/// The language of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Mermaid, which GitHub, GitLab and others show in Markdown
    Mermaid,
    /// DOT, for Graphviz: dot -Tsvg
    Dot,
    /// A document in Markdown, for people who read no HCL; with --plan, what changes, as a comment on a pull request
    Markdown,
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::{Arguments, Command, Format};

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split(' '))
    }

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn subcommands_have_their_options() {
        let Some(Command::Export(export)) =
            parse("x export --ivr 1 --menu 2 --out dir --routes-only --skip-unsupported").unwrap().command
        else {
            panic!("export")
        };
        assert_eq!((export.ivr, export.menu), (Some(1), Some(2)));
        assert!(export.routes_only && export.skip_unsupported);
        assert_eq!(export.out.unwrap().to_str(), Some("dir"));
        let Some(Command::Graph(graph)) = parse("x graph --format dot").unwrap().command else {
            panic!("graph")
        };
        assert_eq!((graph.ivr, graph.format, graph.strict, graph.plan), (None, Format::Dot, false, None));
        let Some(Command::Graph(graph)) =
            parse("x graph --plan - --format markdown --strict").unwrap().command
        else {
            panic!("graph")
        };
        assert_eq!(
            (graph.plan.unwrap().to_str(), graph.format, graph.strict),
            (Some("-"), Format::Markdown, true)
        );
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for line in
            ["x export --ivr main", "x export --menu 0", "x graph --ivr 9007199254740992", "x --debug export"]
        {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
