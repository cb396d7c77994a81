package dev.pathwarden.samples.handover;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;

/** The agent that finds things out. */
interface Researcher {

    /** Researches what is asked for, has a report made of it, and says what came of it. */
    @SystemMessage("You research markets. Fetch the pages you are told, and hand what they say over to the reporter. Say in one sentence what came of it.")
    String research(@UserMessage String question);
}
