//! The command line.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

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

const GRAPH_EXIT: &str = "; with --strict, 2 if there is a problem

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
    /// Print the call flow as the source of a picture or as a document, and report its problems
    #[command(after_help = format!("{ENVIRONMENT}{GRAPH_EXIT}"))]
    Graph(Graph),
}

/// What is exported, and where to.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Only the IVR with this id or name, with its menus and routes
    #[arg(long, value_name = "ID|NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) ivr: Option<String>,
    /// Only the menu with this id or name and its routes; the ids of its IVR and of other menus are written as locals
    #[arg(long, value_name = "ID|NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) menu: Option<String>,
    /// Write files into this directory, ready to be planned, instead of standard output
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Write configuration for any account: groups, numbers and greetings by name, without ids and import blocks
    #[arg(long, conflicts_with = "routes_only")]
    pub(super) portable: bool,
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
    /// Only the IVR with this id or name
    #[arg(long, value_name = "ID|NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) ivr: Option<String>,
    /// What is written
    #[arg(long, value_enum, default_value_t = Format::Mermaid)]
    pub(super) format: Format,
    /// Draw what a plan changes, from the JSON that `terraform show -json` writes of it; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) plan: Option<PathBuf>,
    /// Exit with 2 if there is a problem for callers, such as a menu or a group that doesn't exist, a menu that no caller
    /// reaches, or one without a default route;
    /// with --plan, if the plan brings a problem in
    #[arg(long)]
    pub(super) strict: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Mermaid, which GitHub, GitLab and others show in Markdown
    Mermaid,
    /// DOT, for Graphviz: dot -Tsvg
    Dot,
    /// Markdown: a document, with a table of the keys of each menu; with --plan, a comment for a pull request
    Markdown,
    /// SVG, a picture that a browser shows
    Svg,
    /// HTML, a page with the pictures, the problems and tables of the keys
    Html,
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
            parse("x export --ivr 1 --menu Billing --out dir --routes-only --skip-unsupported")
                .unwrap()
                .command
        else {
            panic!("export")
        };
        assert_eq!((export.ivr.as_deref(), export.menu.as_deref()), (Some("1"), Some("Billing")));
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
    fn what_names_nothing_is_refused() {
        for line in [
            "x export --ivr=",
            "x export --menu ",
            "x graph --ivr",
            "x --debug export",
            "x export --portable --routes-only",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
