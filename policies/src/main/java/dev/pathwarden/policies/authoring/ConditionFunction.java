package dev.pathwarden.policies.authoring;

/** Functions that a condition can call besides the operators over earlier steps, for completion and help. What a guardrail takes is for the compiler to say. */
public enum ConditionFunction {
    HAS("has", "has(", "Whether a field was recorded, such as has(step.file.path)."),
    SIZE("size", "size()", "How many signs a text has, or how many elements a list: step.args.to.size()."),
    STARTS_WITH("startsWith", "startsWith('", "Whether a text begins with another: step.file.path.startsWith('/etc/')."),
    ENDS_WITH("endsWith", "endsWith('", "Whether a text ends with another: step.http.host.endsWith('.example.com')."),
    CONTAINS("contains", "contains('", "Whether a text stands in another: step.name.contains('secret')."),
    MATCHES("matches", "matches('", "Whether a pattern (RE2) is found in a text: step.name.matches('^get_')."),
    LOWER_ASCII("lowerAscii", "lowerAscii()", "A text with the letters A to Z as a to z."),
    EXISTS("exists", "exists(each, ", "Whether one element of a list meets a condition: step.labels.exists(l, l.startsWith('pii.'))."),
    ALL("all", "all(each, ", "Whether all elements of a list meet a condition."),
    EXISTS_ONE("exists_one", "exists_one(each, ", "Whether exactly one element of a list meets a condition."),
    FILTER("filter", "filter(each, ", "The elements of a list that meet a condition."),
    MAP("map", "map(each, ", "What an expression makes of each element of a list."),
    LIST("list", "list('", "The lines of a file beside the guardrails: step.http.host in list('hosts.txt')."),
    TIMESTAMP("timestamp", "timestamp('", "A time, such as timestamp('2027-01-31T00:00:00Z')."),
    DURATION("duration", "duration('", "A length of time, such as duration('10m').");

    private final String text;
    private final String insert;
    private final String description;

    ConditionFunction(String text, String insert, String description) {
        this.text = text;
        this.insert = insert;
        this.description = description;
    }

    /** Its name. */
    public String text() {
        return text;
    }

    /** What is typed of a call, up to where one goes on. */
    public String insert() {
        return insert;
    }

    /** What it comes to, in a sentence. */
    public String description() {
        return description;
    }
}
