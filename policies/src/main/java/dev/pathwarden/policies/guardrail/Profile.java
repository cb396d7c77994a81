package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which guardrails of a set are asked, and what each asks for.
 *
 * @param name by which a command line names it
 * @param title one line for people
 * @param actions action of each guardrail that is asked, by its id; any other is left out
 */
public record Profile(String name, String title, Map<String, Action> actions) {
    public Profile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    }
}
