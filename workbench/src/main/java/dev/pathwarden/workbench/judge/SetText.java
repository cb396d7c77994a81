package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of judged steps before any figure: on how many what comes is measured, and what was left out or could not be read. */
final class SetText {

    private static final Texts TEXTS = Texts.of(SetText.class);
    private static final int MOST_NOTES = 3;

    private SetText() {
    }

    static List<String> sentences(JudgedRecordings read) {
        JudgedSet set = read.set();
        List<String> sentences = new ArrayList<>();
        sentences.add(TEXTS.get("set", set.count(true), set.count(false), set.runs().size(), read.recordings()));
        if (!set.contradicted().isEmpty()) {
            sentences.add(TEXTS.get("set.contradicted", set.contradicted().size(), set.contradicted().getFirst().step(), set.contradicted().getFirst().run()));
        }
        if (!set.gone().isEmpty()) {
            sentences.add(TEXTS.get("set.gone", set.gone().size(), set.gone().getFirst().step(), set.gone().getFirst().run()));
        }
        read.notes().stream().limit(MOST_NOTES).forEach(sentences::add);
        if (read.notes().size() > MOST_NOTES) {
            sentences.add(TEXTS.get("set.more", read.notes().size() - MOST_NOTES));
        }
        return sentences;
    }
}
