package dev.pathwarden.policies.detect;

/**
 * How the keys of a service look that have no mark of their own: one row of {@link #ALL}. They are found only where the service is named shortly before, as bare hex digits are more often a checksum.
 *
 * @param name the service and its kind of key, for people
 * @param words what is named, as for {@link Nearby}
 * @param nearby the same
 * @param alphabet what the key is made of
 * @param length how many characters; they stand alone
 * @param likeness what is asked of these characters
 * @param source where the form is published
 */
record KeyNearWord(String name, String words, Nearby nearby, Alphabet alphabet, int length, Likeness likeness, String source) implements Detector {

    static final KeyNearWord[] ALL = {
        of("Amazon Web Services, secret access key", "aws secret*|awssecret*|secret access key*|secretaccesskey*|secret key*|akia*|asia*", Alphabet.BASE64, 40, Likeness.CASED, "docs.aws.amazon.com/IAM"),
        of("Datadog, API", "datadog*|dd api key*", Alphabet.HEX, 32, Likeness.MIXED, "docs.datadoghq.com"),
        of("Datadog, application", "datadog*|dd app key*|dd application*", Alphabet.HEX, 40, Likeness.MIXED, "docs.datadoghq.com"),
        of("Twilio, auth token", "twilio*", Alphabet.HEX, 32, Likeness.MIXED, "twilio.com/docs/iam"),
        of("Algolia", "algolia*", Alphabet.HEX, 32, Likeness.MIXED, "algolia.com/doc"),
        of("Mailchimp", "mailchimp*", Alphabet.DASHED, 36, Likeness.MIXED, "mailchimp.com/developer"),
        of("Heroku, earlier", "heroku*", Alphabet.DASHED, 36, Likeness.MIXED, "devcenter.heroku.com"),
        of("Cloudflare", "cloudflare*|cf api*", Alphabet.BASE64_URL, 40, Likeness.CASED, "developers.cloudflare.com"),
    };

    private static KeyNearWord of(String name, String words, Alphabet alphabet, int length, Likeness likeness, String source) {
        return new KeyNearWord(name, words, new Nearby(words), alphabet, length, likeness, source);
    }

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "key: " + name;
    }

    @Override
    public String how() {
        return length + " of " + alphabet.text() + " near `" + words.replace("*", "").replace("|", "`, `") + "`; " + likeness.text() + "; " + source;
    }

    @Override
    public int end(CharSequence text, int start) {
        int end = alphabet.end(text, start, length + 1);
        return end - start == length && likeness.holds(text, start, end) && nearby.before(text, start) ? end : -1;
    }
}
