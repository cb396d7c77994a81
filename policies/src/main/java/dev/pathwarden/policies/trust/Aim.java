package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.text.Tokens;
import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a call of a tool does, on whom, who chose that, and whether something that was read asks for it. For one thread and one step.
 *
 * <p>All it finds becomes facts of the step, so that a guardrail can read it and a dry run decides on the same.
 */
final class Aim {

    /** Shortest words that pick one of several things; shorter ones stand in too many sentences. */
    private static final int MIN_SELECTOR = 4;

    private static final String USER = "user";
    private static final String DATA = "data";
    private static final String UNSEEN = "unseen";

    private final ToolCatalogue catalogue;
    private final ToolEntry tool;
    private final Said said;
    private final Instructions instructions;
    private final Origins origins;
    private final Fingerprints fingerprints;
    private final Set<String> from = new TreeSet<>();
    private boolean asks;
    private boolean echoes;
    private boolean speaks;

    private Aim(ToolCatalogue catalogue, ToolEntry tool, Said said, Instructions instructions, Origins origins, Fingerprints fingerprints) {
        this.catalogue = catalogue;
        this.tool = tool;
        this.said = said;
        this.instructions = instructions;
        this.origins = origins;
        this.fingerprints = fingerprints;
    }

    /** Gives a call of a tool the facts about its aim. Looks at the arguments only where the tool does more than read. */
    static void add(Step.Builder call, Step step, ToolCatalogue catalogue, Said said, Instructions instructions, Origins origins, Fingerprints fingerprints) {
        ToolEntry tool = catalogue.of(toolOf(step));
        if (tool.effects().isEmpty()) {
            return;
        }
        call.fact(Field.TOOL_EFFECTS, texts(tool.effects()));
        if (!tool.acts()) {
            return;
        }
        Aim aim = new Aim(catalogue, tool, said, instructions, origins, fingerprints);
        TextLeaves.visit(step.arguments(), aim::value);
        call.fact(Field.TARGET_ORIGINS, List.copyOf(aim.from));
        if (!said.isNothing()) {
            call.fact(Field.TOOL_ASKED, aim.asked().text());
        }
        String instructed = aim.asks ? "asks" : aim.echoes ? "echoes" : aim.speaks ? "speaks" : "no";
        if (!instructed.equals("no") || !instructions.incomplete()) {
            call.fact(Field.TOOL_INSTRUCTED, instructed);
        }
    }

    private static List<String> texts(Set<ToolEffect> effects) {
        List<String> texts = new ArrayList<>(effects.size());
        for (ToolEffect effect : effects) {
            texts.add(effect.text());
        }
        return texts;
    }

    /** Name of the tool that a step calls. */
    static String toolOf(Step step) {
        String name = step.facts().text(Field.TOOL_NAME);
        return name == null ? step.name() : name;
    }

    private Said.Asking asked() {
        Said.Asking most = Said.Asking.UNCLEAR;
        for (ToolEffect effect : tool.effects()) {
            Said.Asking asking = effect.acts() ? said.asking(effect) : Said.Asking.UNCLEAR;
            most = asking.compareTo(most) < 0 ? asking : most;
        }
        return most;
    }

    private void value(String path, String text) {
        ArgumentRole role = catalogue.role(tool, path);
        if (!role.aims() || role == ArgumentRole.SELECTOR && text.length() < MIN_SELECTOR) {
            return;
        }
        long[] words = WordSequence.of(text, fingerprints);
        if (words == null) {
            return;
        }
        boolean users = said.names(words);
        from.add(users ? USER : origins.inData(path) ? DATA : UNSEEN);
        if (!instructions.mayName(words)) {
            return;
        }
        for (ToolEffect effect : tool.effects()) {
            if (effect.acts()) {
                instructed(effect, words, users, role == ArgumentRole.TARGET && Tokens.isToken(text));
            }
        }
    }

    /**
     * @param telling whether the value is one that a text speaks of on purpose: whom something is sent to, and no file that a tool reports to have written
     */
    private void instructed(ToolEffect effect, long[] words, boolean users, boolean telling) {
        if (instructions.askFor(effect, words)) {
            asks |= !users;
            echoes |= users;
        } else if (telling && !users && !speaks) {
            speaks = instructions.speakOf(effect, words);
        }
    }
}
