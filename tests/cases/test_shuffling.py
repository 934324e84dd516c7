from pgx.cases.shuffling import shuffled


def test_shuffled_is_the_same_for_a_seed_and_name_and_else_another():
    things = list(range(6))
    assert shuffled(things, 7, "a") == shuffled(things, 7, "a")
    orders = {tuple(shuffled(things, seed, name)) for seed in range(9) for name in "ab"}
    assert len(orders) > 12
    assert all(sorted(order) == things for order in orders)
