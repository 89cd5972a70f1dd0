"""The words of the command line are the words of its jobs."""

from situationroom.cli import arguments, movements, requests, shelters


def test_that_every_act_the_parser_knows_can_be_done() -> None:
    assert tuple(sorted(requests.ACTS)) == arguments.REQUEST_ACTS
    assert tuple(sorted(movements.ACTS)) == arguments.MOVEMENT_ACTS
    assert tuple(sorted(shelters.ACTS)) == arguments.SHELTER_ACTS
