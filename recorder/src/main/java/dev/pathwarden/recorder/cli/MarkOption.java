package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkedPlaces;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.Snapshot;
import java.util.List;
import picocli.CommandLine.Option;

/** Steps that are asked for by what stands in the case. */
final class MarkOption {

    @Option(names = "--starred", description = "Steps with a star, and all of a run with one; 'case star' sets it.")
    private boolean starred;

    @Option(names = "--tag", split = ",", paramLabel = "TAG", description = "Steps with that tag, and all of a run with it; 'case tag' sets it.")
    private List<String> tags = List.of();

    /** Whether anything is asked for. */
    boolean wanted() {
        return starred || !tags.isEmpty();
    }

    /** Those of the steps that have what is asked for. */
    FoundPlaces among(FoundPlaces steps, Snapshot opened, Invocation invocation) {
        if (!wanted()) {
            return steps;
        }
        CaseStore.Found found = new CaseStore(opened, invocation.environment()).read();
        found.notes().forEach(invocation.console()::note);
        List<Mark> marks = found.value().marks();
        FoundPlaces among = steps;
        if (starred) {
            among = among.and(MarkedPlaces.of(opened, marks.stream().filter(mark -> mark.content() instanceof MarkContent.Star).toList()));
        }
        if (!tags.isEmpty()) {
            among = among.and(MarkedPlaces.of(opened, marks.stream().filter(mark -> mark.content() instanceof MarkContent.Tag tag && tags.contains(tag.tag())).toList()));
        }
        return among;
    }
}
