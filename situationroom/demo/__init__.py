"""The demonstration incident: an invented cast, three days, told through the program's commands."""

from pathlib import Path


def make_incident(path: Path) -> None:
    """Write the demonstration to ``path`` and its lists and hand-offs beside it.

    It opens at the end of the story, on exercise time. Raises StoreError when ``path`` exists.
    """
    from situationroom.commands.incidents import set_exercise_time
    from situationroom.demo.story import NOW, tell_story
    from situationroom.store.incident_file import utc_now

    file = tell_story(path, path.parent / "lists")
    file.run(set_exercise_time, NOW, utc_now())
    file.close()
