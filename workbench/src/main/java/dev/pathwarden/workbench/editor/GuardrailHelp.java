package dev.pathwarden.workbench.editor;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.authoring.GuardrailKeys;
import dev.pathwarden.policies.authoring.Place;
import dev.pathwarden.policies.authoring.QuickFix;
import dev.pathwarden.policies.authoring.WordHelp;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.completion.Completion;
import dev.pathwarden.workbench.completion.Proposal;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What helps with the text of guardrails: keys and their words, what a condition can read, and values of the selected step. For the JavaFX thread. */
public final class GuardrailHelp implements EditorHelp {

    private static final Texts TEXTS = Texts.of(GuardrailHelp.class);

    private final Workspace workspace;
    private final Supplier<LiveValues> live;
    private final Supplier<List<Told>> told;
    private final GuardrailKeys keys = new GuardrailKeys();
    private Completion completion;

    /**
     * Help.
     *
     * @param live what the guardrail says of the selected step
     * @param told what is told of the file that is edited, as its text is now
     */
    public GuardrailHelp(Workspace workspace, Supplier<LiveValues> live, Supplier<List<Told>> told) {
        this.workspace = workspace;
        this.live = live;
        this.told = told;
        workspace.snapshotProperty().subscribe((before, now) -> completion = null);
    }

    @Override
    public boolean isFollowed(String text, int offset) {
        return Place.at(text, offset).kind() != Place.Kind.OTHER;
    }

    @Override
    public List<Proposal> proposals(String text, int offset) {
        Place place = Place.at(text, offset);
        return switch (place.kind()) {
            case KEY -> keys(text, place.from(), offset);
            case VALUE -> words(text, place, offset);
            case CONDITION -> condition(text, place, offset);
            case OTHER -> List.of();
        };
    }

    private List<Proposal> keys(String text, int from, int offset) {
        String typed = text.substring(from, offset);
        int behind = offset;
        while (behind < text.length() && Character.isLetter(text.charAt(behind))) {
            behind++;
        }
        int to = behind;
        boolean colon = to < text.length() && text.charAt(to) == ':';
        Set<String> there = document(text, offset);
        return keys.all().stream().filter(key -> key.name().startsWith(typed) && !there.contains(key.name())).map(key -> new Proposal(key.name(), colon ? key.name() : key.name() + ": ", from, to, key.description())).toList();
    }

    /** The keys of the document around an offset, but for the one that is typed there. */
    private static Set<String> document(String text, int offset) {
        int start = Math.max(0, text.lastIndexOf("\n---", Math.max(0, offset - 1)));
        int end = text.indexOf("\n---", offset) < 0 ? text.length() : text.indexOf("\n---", offset);
        Set<String> keys = new TreeSet<>();
        int at = start;
        for (String line : text.substring(start, end).split("\n", -1)) {
            boolean own = offset >= at && offset <= at + line.length();
            int colon = line.indexOf(':');
            if (!own && colon > 0 && Character.isLetter(line.charAt(0))) {
                keys.add(line.substring(0, colon));
            }
            at += line.length() + 1;
        }
        return keys;
    }

    private List<Proposal> words(String text, Place place, int offset) {
        GuardrailKeys.Key key = keys.key(place.key());
        if (key == null) {
            return List.of();
        }
        String typed = text.substring(Math.min(place.from(), offset), offset).toLowerCase(Locale.ROOT);
        String needed = typed.startsWith("[") ? typed.substring(1) : typed;
        int from = offset - needed.length();
        return key.words().stream().filter(word -> word.startsWith(needed) && !word.equals(needed)).map(word -> new Proposal(word, word, from, offset, key.description())).toList();
    }

    private List<Proposal> condition(String text, Place place, int offset) {
        List<Proposal> all = new ArrayList<>();
        String typed = text.substring(Math.min(place.from(), offset), offset);
        names(text, typed, offset, all);
        completion().at(typed, typed.length()).forEach(proposal -> all.add(proposal.moved(place.from())));
        return all;
    }

    /** Names of {@code let} in the document. */
    private static void names(String text, String typed, int offset, List<Proposal> all) {
        int from = typed.length();
        while (from > 0 && (Character.isLetterOrDigit(typed.charAt(from - 1)) || typed.charAt(from - 1) == '_')) {
            from--;
        }
        String word = typed.substring(from);
        if (word.isEmpty() || from > 0 && ".'\"".indexOf(typed.charAt(from - 1)) >= 0) {
            return;
        }
        boolean let = false;
        for (String line : text.substring(Math.max(0, text.lastIndexOf("\n---", offset)), offset).split("\n")) {
            let = line.startsWith("let:") || let && (line.isBlank() || line.startsWith(" ") || line.startsWith("#"));
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (let && line.startsWith(" ") && name.startsWith(word) && !name.equals(word)) {
                all.add(new Proposal(name, name, offset - word.length(), offset, line.substring(colon + 1).strip()));
            }
        }
    }

    private Completion completion() {
        if (completion == null) {
            Set<String> labels = new TreeSet<>();
            Map<String, String> agents = new TreeMap<>();
            for (RunSummary summary : workspace.runs()) {
                labels.addAll(summary.labels());
                if (summary.run().agent() != null) {
                    agents.put(summary.run().agent(), Wording.agent(summary.run()));
                }
            }
            completion = Completion.ofGuardrails(labels, agents);
        }
        return completion;
    }

    @Override
    public Optional<String> help(String text, int offset) {
        List<String> lines = new ArrayList<>();
        told(text, offset).ifPresent(here -> lines.add(here.problem().message() + (here.fix() == null ? "" : " " + (here.fix().with().isBlank() ? TEXTS.get("fix.removes") : TEXTS.get("fix.help", here.fix().with().strip())))));
        Place place = Place.at(text, offset);
        LiveValues values = live.get();
        if (place.kind() == Place.Kind.CONDITION) {
            WordHelp.of(text, offset, values == null ? null : values.seen()).ifPresent(help -> {
                lines.add(help.word() + ": " + help.description());
                if (values != null && values.seen() != null) {
                    lines.add(help.value().map(value -> TEXTS.get("value", Wording.line(value, 300))).orElse(TEXTS.get("value.none")));
                }
            });
        } else {
            int start = text.lastIndexOf('\n', offset - 1) + 1;
            int colon = text.indexOf(':', start);
            GuardrailKeys.Key key = colon < 0 || offset > colon ? null : keys.key(text.substring(start, colon));
            if (key != null) {
                lines.add(key.name() + ": " + key.description());
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private Optional<Told> told(String text, int offset) {
        return told.get().stream().filter(each -> {
            GuardrailHighlighter.Part part = GuardrailHighlighter.underline(text, each.problem());
            return offset >= part.from() && offset <= part.to();
        }).findFirst();
    }

    @Override
    public Optional<QuickFix> fix(String text, int offset) {
        int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        return Stream.concat(told(text, offset).stream(), told.get().stream().filter(each -> each.problem().line() == line)).map(Told::fix).filter(Objects::nonNull).findFirst();
    }
}
