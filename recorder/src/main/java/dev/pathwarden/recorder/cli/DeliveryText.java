package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.push.Delivery;
import dev.pathwarden.policies.push.Push;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.recorder.cli.text.Width;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of a bundle with each receiver, as text and as JSON. */
record DeliveryText(Push.Result result, Path plan) {

    private static final int HEAD = 15;
    private static final int MOST_LINES = 6;
    private static final Map<Delivery.Answer, String> WORDS = new EnumMap<>(Map.of(Delivery.Answer.READY, "ready", Delivery.Answer.TAKEN, "taken", Delivery.Answer.HAD, "has it", Delivery.Answer.REFUSED, "refused",
            Delivery.Answer.NOT_REACHED, "not reached"));

    void print(Console console) {
        List<String> lines = new ArrayList<>();
        for (Delivery delivery : result.deliveries()) {
            String before = Width.left("  " + WORDS.get(delivery.answer()), HEAD);
            for (String part : Width.wrap(Escaped.text(delivery.receiver().name() + (delivery.problem() == null ? "" : ": " + delivery.problem())), console.terminal().columns() - HEAD, MOST_LINES)) {
                lines.add(before + part);
                before = " ".repeat(HEAD);
            }
        }
        lines.forEach(console.out()::println);
        console.out().flush();
    }

    /** What is missing and how to go on; nothing where all have it. */
    Optional<String> problem(Rollout.Move move) {
        long missing = result.missing();
        if (missing == 0) {
            return Optional.empty();
        }
        String some = missing + " of " + RecordingReport.count(result.deliveries().size(), "receiver");
        return Optional.of(result.proposed() == null ? "Nothing was changed, here or there: " + some + (missing == 1 ? " does not take it." : " do not take it.")
                : some + (missing == 1 ? " does not have it: " : " do not have it: ") + "see to the reason, and 'pathwarden policy rollout " + (move == Rollout.Move.BACK ? "rollback" : "push") + " " + plan + "' goes on with " + (missing == 1 ? "that one." : "those."));
    }

    List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Delivery delivery : result.deliveries()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("url", delivery.receiver().url().toString());
            one.put("answer", delivery.answer().name().toLowerCase(Locale.ROOT));
            one.put("problem", delivery.problem());
            all.add(one);
        }
        return all;
    }
}
