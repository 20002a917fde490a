"""Foreign and borrowed words of Vietnamese speech that look like raw Telex or like a slip. Pure data.

Neither Telex nor the mending of slips touches them. Only words that would else be taken for something need a place.
"""

from .syllables import word_list

FOREIGN = frozenset(
    word_list(
        """
    ads air app apps as ask atm bank bar best big bike bill black blog bluetooth board book boss bot box break bus
    busy buzz cafe call camera camp card care cart cash cast cell cent chart chat check clip cloud club code coca
    contact container cook cool copy core corn cost count coupon course court cover covid data date deal desk digital
    direct disco disk doctor door down download drive drone drop dvd ebook email english error excel export facebook
    family farm fast fax feedback file film fix flycam font form format forum free from full game gas gay gmail good
    google gps group guest hacker hello help her here home homestay hot hotel hotline html http https icon if ios iphone
    import in info inox internet ipad is item job karaoke key laptop laser last led level like line link list live
    loa local log login logo long look low mail manager mark market marketing mask master max media menu
    messenger mic miss mix mobile mode model money moon more most motel mouse movie my name net new news
    nick nokia north not note number of off offline old one online open opera option or order org outlet page part
    party pass password past patin pay paypal pdf pepsi photo photocopy photoshop pilot pin pixel
    plus podcast poem point police pool pop port post poster ppt print private pro profile program public push radar
    radio rar rap rate read real record report resort rest retail review rich rock roma room roman round salon sales
    samsung scan school score screen search see seller send server service set sex shop short show sim sip size skype
    slide slot smart smartphone sms soon sorry soup spa speaker sport sprint staff star start startup stop store
    story street stress studio style support surf system tablet tag tank tax taxi team tech teen telex term test text
    thread time times tip tivi token toilet too tool top total tour tower track trade train trend true tube turn
    tv type unicode up update upload us usb user vaccine vat version video view vip virus visa vitamin vnpay voice
    vote voucher vs wave web website week west wifi win windows word work world www yoga youtube zalo zip zoom
    """
    )
)
