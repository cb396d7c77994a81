package dev.pathwarden.policies.detect;

import static dev.pathwarden.policies.detect.Alphabet.ALPHANUMERIC;
import static dev.pathwarden.policies.detect.Alphabet.BASE64;
import static dev.pathwarden.policies.detect.Alphabet.BASE64_URL;
import static dev.pathwarden.policies.detect.Alphabet.DASHED;
import static dev.pathwarden.policies.detect.Alphabet.DIGITS_AND_CAPITALS;
import static dev.pathwarden.policies.detect.Alphabet.DOTTED;
import static dev.pathwarden.policies.detect.Alphabet.HEX;
import static dev.pathwarden.policies.detect.Alphabet.PATH;
import static dev.pathwarden.policies.detect.Alphabet.WORD;
import static dev.pathwarden.policies.detect.Likeness.CASED;
import static dev.pathwarden.policies.detect.Likeness.CRC32;
import static dev.pathwarden.policies.detect.Likeness.MIXED;
import static dev.pathwarden.policies.detect.Likeness.VARIED;

import java.util.List;

/**
 * The keys that services mark with a prefix of their own. From the services' documentation where it says how they look, else from the rules of gitleaks and the partner patterns of GitHub's secret scanning.
 *
 * <p>Of two prefixes that begin alike the longer one stands first.
 */
final class KeyFormats {

    private static final String KEY = "secret.api-key";
    private static final String HOOK = "secret.webhook";
    private static final String PRIVATE = "secret.private-key";
    private static final int ANY = 4096;

    static final List<KeyFormat> ALL = List.of(
            key("Anthropic", "sk-ant-", BASE64_URL, 24, ANY, MIXED, "docs.anthropic.com"),
            key("OpenAI, project", "sk-proj-", BASE64_URL, 24, ANY, MIXED, "platform.openai.com"),
            key("OpenAI, service account", "sk-svcacct-", BASE64_URL, 24, ANY, MIXED, "platform.openai.com"),
            key("OpenAI, administrator", "sk-admin-", BASE64_URL, 24, ANY, MIXED, "platform.openai.com"),
            key("OpenRouter", "sk-or-v1-", ALPHANUMERIC, 32, ANY, MIXED, "openrouter.ai/docs"),
            key("OpenAI, and others that follow it", "sk-", ALPHANUMERIC, 20, ANY, MIXED, "platform.openai.com"),
            key("Stripe, secret", "sk_live_", ALPHANUMERIC, 16, ANY, MIXED, "docs.stripe.com/keys"),
            key("Stripe, secret for tests", "sk_test_", ALPHANUMERIC, 16, ANY, MIXED, "docs.stripe.com/keys"),
            key("Stripe, restricted", "rk_live_", ALPHANUMERIC, 16, ANY, MIXED, "docs.stripe.com/keys"),
            key("Stripe, restricted for tests", "rk_test_", ALPHANUMERIC, 16, ANY, MIXED, "docs.stripe.com/keys"),
            key("Stripe, webhook signing", "whsec_", BASE64, 32, 88, MIXED, "docs.stripe.com/webhooks"),
            key("GitHub, personal", "ghp_", ALPHANUMERIC, 36, 255, CRC32, "github.blog, 2021-04-05"),
            key("GitHub, OAuth", "gho_", ALPHANUMERIC, 36, 255, CRC32, "github.blog, 2021-04-05"),
            key("GitHub, user to server", "ghu_", ALPHANUMERIC, 36, 255, CRC32, "github.blog, 2021-04-05"),
            key("GitHub, server to server", "ghs_", ALPHANUMERIC, 36, 255, CRC32, "github.blog, 2021-04-05"),
            key("GitHub, refresh", "ghr_", ALPHANUMERIC, 36, 255, CRC32, "github.blog, 2021-04-05"),
            key("GitHub, fine-grained", "github_pat_", WORD, 40, 255, MIXED, "docs.github.com"),
            key("GitLab, personal", "glpat-", DOTTED, 20, 300, MIXED, "docs.gitlab.com/security/tokens"),
            key("GitLab, deploy", "gldt-", DOTTED, 20, 300, MIXED, "docs.gitlab.com/security/tokens"),
            key("GitLab, runner", "glrt-", DOTTED, 20, 300, MIXED, "docs.gitlab.com/security/tokens"),
            key("GitLab, pipeline trigger", "glptt-", DOTTED, 20, 300, MIXED, "docs.gitlab.com/security/tokens"),
            key("GitLab, job", "glcbt-", DOTTED, 20, 300, MIXED, "docs.gitlab.com/security/tokens"),
            key("Slack, bot", "xoxb-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, user", "xoxp-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, workspace", "xoxa-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, configuration", "xoxe-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, refresh", "xoxr-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, session", "xoxs-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            key("Slack, app", "xapp-", DASHED, 20, ANY, MIXED, "docs.slack.dev/authentication/tokens"),
            new KeyFormat("Slack, webhook", HOOK, "hooks.slack.com/services/", PATH, 32, 96, MIXED, "docs.slack.dev/messaging"),
            new KeyFormat("Discord, webhook", HOOK, "discord.com/api/webhooks/", PATH, 60, 120, MIXED, "discord.com/developers/docs"),
            new KeyFormat("Discord, webhook", HOOK, "discordapp.com/api/webhooks/", PATH, 60, 120, MIXED, "discord.com/developers/docs"),
            key("Google, API", "AIza", BASE64_URL, 35, 35, MIXED, "cloud.google.com/docs/authentication"),
            key("Google, OAuth access", "ya29.", DOTTED, 20, ANY, MIXED, "cloud.google.com/docs/authentication"),
            key("Google, OAuth client", "GOCSPX-", BASE64_URL, 28, 28, VARIED, "cloud.google.com/docs/authentication"),
            key("Azure, storage account", "AccountKey=", BASE64, 64, 88, MIXED, "learn.microsoft.com/azure/storage"),
            key("Alibaba Cloud, access key id", "LTAI", ALPHANUMERIC, 16, 24, MIXED, "alibabacloud.com/help"),
            key("DigitalOcean, personal", "dop_v1_", HEX, 64, 64, VARIED, "docs.digitalocean.com"),
            key("DigitalOcean, OAuth", "doo_v1_", HEX, 64, 64, VARIED, "docs.digitalocean.com"),
            key("DigitalOcean, refresh", "dor_v1_", HEX, 64, 64, VARIED, "docs.digitalocean.com"),
            key("Heroku", "HRKU-AA", BASE64_URL, 50, 64, MIXED, "devcenter.heroku.com"),
            key("Databricks", "dapi", HEX, 32, 32, VARIED, "docs.databricks.com"),
            key("HashiCorp Vault, service", "hvs.", BASE64_URL, 24, ANY, MIXED, "developer.hashicorp.com/vault"),
            key("HashiCorp Vault, batch", "hvb.", BASE64_URL, 24, ANY, MIXED, "developer.hashicorp.com/vault"),
            key("Doppler", "dp.pt.", ALPHANUMERIC, 40, 48, MIXED, "docs.doppler.com"),
            key("Pulumi", "pul-", HEX, 40, 40, VARIED, "pulumi.com/docs"),
            key("1Password, service account", "ops_eyJ", BASE64_URL, 64, ANY, MIXED, "developer.1password.com"),
            key("Tailscale", "tskey-", DASHED, 20, 96, MIXED, "tailscale.com/kb"),
            key("npm", "npm_", ALPHANUMERIC, 36, 36, CRC32, "github.blog, 2021-09-23"),
            key("PyPI", "pypi-", BASE64_URL, 60, ANY, MIXED, "pypi.org/help"),
            key("RubyGems", "rubygems_", HEX, 48, 48, VARIED, "guides.rubygems.org"),
            key("Docker Hub, personal", "dckr_pat_", BASE64_URL, 24, 40, VARIED, "docs.docker.com/security"),
            key("Docker Hub, organisation", "dckr_oat_", BASE64_URL, 24, 40, VARIED, "docs.docker.com/security"),
            key("Hugging Face", "hf_", ALPHANUMERIC, 34, 40, CASED, "huggingface.co/docs/hub"),
            key("Groq", "gsk_", ALPHANUMERIC, 40, 64, MIXED, "console.groq.com/docs"),
            key("xAI", "xai-", ALPHANUMERIC, 60, 96, MIXED, "docs.x.ai"),
            key("Perplexity", "pplx-", ALPHANUMERIC, 40, 64, VARIED, "docs.perplexity.ai"),
            key("Replicate", "r8_", ALPHANUMERIC, 37, 37, MIXED, "replicate.com/docs"),
            key("SendGrid", "SG.", DOTTED, 60, 70, MIXED, "docs.sendgrid.com"),
            key("Twilio, API key", "SK", HEX, 32, 32, MIXED, "twilio.com/docs/iam"),
            key("Mailgun", "key-", HEX, 32, 32, MIXED, "documentation.mailgun.com"),
            key("Brevo", "xkeysib-", DASHED, 70, 90, MIXED, "developers.brevo.com"),
            key("Shopify, access", "shpat_", ALPHANUMERIC, 32, 64, MIXED, "shopify.dev/docs/api"),
            key("Shopify, custom app", "shpca_", ALPHANUMERIC, 32, 64, MIXED, "shopify.dev/docs/api"),
            key("Shopify, private app", "shppa_", ALPHANUMERIC, 32, 64, MIXED, "shopify.dev/docs/api"),
            key("Shopify, shared secret", "shpss_", ALPHANUMERIC, 32, 64, MIXED, "shopify.dev/docs/api"),
            key("Square, access", "sq0atp-", BASE64_URL, 22, 22, MIXED, "developer.squareup.com"),
            key("Square, OAuth secret", "sq0csp-", BASE64_URL, 43, 43, MIXED, "developer.squareup.com"),
            key("Square, access", "EAAA", BASE64_URL, 60, 60, MIXED, "developer.squareup.com"),
            key("EasyPost", "EZAK", ALPHANUMERIC, 54, 54, MIXED, "docs.easypost.com"),
            key("Shippo", "shippo_live_", HEX, 40, 40, VARIED, "docs.goshippo.com"),
            key("Grafana, service account", "glsa_", WORD, 41, 41, MIXED, "grafana.com/docs"),
            key("Grafana Cloud", "glc_", BASE64, 32, 400, MIXED, "grafana.com/docs"),
            key("New Relic, user", "NRAK-", DIGITS_AND_CAPITALS, 27, 27, MIXED, "docs.newrelic.com"),
            key("Dynatrace", "dt0c01.", DOTTED, 80, 96, MIXED, "docs.dynatrace.com"),
            key("Sentry, organisation", "sntrys_", BASE64, 60, ANY, MIXED, "docs.sentry.io"),
            key("Sentry, user", "sntryu_", HEX, 64, 64, VARIED, "docs.sentry.io"),
            key("Linear", "lin_api_", ALPHANUMERIC, 32, 48, MIXED, "linear.app/developers"),
            key("Notion", "ntn_", ALPHANUMERIC, 40, 50, MIXED, "developers.notion.com"),
            key("Notion, earlier", "secret_", ALPHANUMERIC, 43, 43, MIXED, "developers.notion.com"),
            key("Postman", "PMAK-", DASHED, 59, 59, MIXED, "learning.postman.com"),
            key("Atlassian", "ATATT3", BASE64_URL, 60, 255, MIXED, "support.atlassian.com"),
            key("Figma", "figd_", BASE64_URL, 36, 60, MIXED, "figma.com/developers"),
            key("Netlify", "nfp_", ALPHANUMERIC, 36, 40, MIXED, "docs.netlify.com"),
            key("Supabase", "sbp_", HEX, 40, 40, VARIED, "supabase.com/docs"),
            key("PlanetScale, token", "pscale_tkn_", DOTTED, 32, 64, MIXED, "planetscale.com/docs"),
            key("PlanetScale, password", "pscale_pw_", DOTTED, 32, 64, MIXED, "planetscale.com/docs"),
            key("Buildkite", "bkua_", HEX, 40, 40, VARIED, "buildkite.com/docs"),
            key("CircleCI", "CCIPAT_", WORD, 40, 80, MIXED, "circleci.com/docs"),
            key("Contentful", "CFPAT-", BASE64_URL, 43, 43, MIXED, "contentful.com/developers"),
            key("Typeform", "tfp_", DOTTED, 44, 64, MIXED, "typeform.com/developers"),
            new KeyFormat("age", PRIVATE, "AGE-SECRET-KEY-1", DIGITS_AND_CAPITALS, 58, 58, VARIED, "age-encryption.org/v1"));

    private KeyFormats() {
    }

    private static KeyFormat key(String name, String prefix, Alphabet alphabet, int least, int most, Likeness likeness, String source) {
        return new KeyFormat(name, KEY, prefix, alphabet, least, most, likeness, source);
    }
}
